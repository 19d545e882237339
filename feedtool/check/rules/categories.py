"""Apple's categories of 2019, and those that were before: https://podcasters.apple.com/support/1691"""

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": (
        "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality",
    ),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics",
        "Sports News", "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality",
    ),
    "Science": (
        "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics",
        "Natural Sciences", "Nature", "Physics", "Social Sciences",
    ),
    "Society & Culture": (
        "Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships",
    ),
    "Sports": (
        "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby",
        "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}  # fmt: skip

RETIRED: dict[str, str] = {
    "Arts & Entertainment": "Arts",
    "Audio Blogs": "Society & Culture",
    "Family": "Kids & Family",
    "Food": "Arts",
    "Games & Hobbies": "Leisure",
    "Government & Organizations": "Government",
    "Health": "Health & Fitness",
    "International": "Society & Culture",
    "Movies & Television": "TV & Film",
    "Politics": "News",
    "Public Radio": "News",
    "Science & Medicine": "Science",
    "Science and Medicine": "Science",
    "Sports & Recreation": "Sports",
    "Talk Radio": "Society & Culture",
    "Transportation": "Leisure",
    "Travel": "Society & Culture",
}

RETIRED_SUBCATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Literature", "Photography", "Entertainment"),
    "Arts & Entertainment": (
        "Architecture", "Books", "Design", "Entertainment", "Games", "Performing Arts", "Photography",
        "Poetry", "Science Fiction",
    ),
    "Business": (
        "Business News", "Careers", "Finance", "Investing", "Management", "Management & Marketing",
        "Marketing", "Shopping",
    ),
    "Education": (
        "Education Technology", "Educational Technology", "Higher Education", "K-12",
        "Language Courses", "Training",
    ),
    "Games & Hobbies": ("Automotive", "Aviation", "Hobbies", "Other Games", "Video Games"),
    "Government & Organizations": ("Local", "National", "Non-Profit", "Regional"),
    "Health": (
        "Alternative Health", "Diet & Nutrition", "Fitness", "Fitness & Nutrition", "Relationships",
        "Self-Help", "Sexuality",
    ),
    "International": (
        "Australian", "Belgian", "Brazilian", "Canadian", "Chinese", "Dutch", "French", "German",
        "Hebrew", "Italian", "Japanese", "Norwegian", "Polish", "Portuguese", "Spanish", "Swedish",
    ),
    "Politics": ("Conservative", "Green", "Liberal", "Libertarian"),
    "Religion & Spirituality": (
        "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "New Age", "Other", "Philosophy",
        "Spirituality",
    ),
    "Science & Medicine": ("Medicine", "Natural Sciences", "Social Sciences"),
    "Society & Culture": ("Gay & Lesbian", "History", "Journals", "Places & Travel"),
    "Sports & Recreation": ("Amateur", "College & High School", "Outdoor", "Professional"),
    "Technology": (
        "Computers", "Developers", "Gadgets", "Information Technology", "News", "Operating Systems",
        "Podcasting", "Smart Phones", "Software How-To", "Tech News", "Text/Speech",
    ),
    "Transportation": ("Automotive", "Aviation", "Bicycles", "Commuting"),
}  # fmt: skip
