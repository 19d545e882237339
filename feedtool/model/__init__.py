"""The values that travel through feedtool: records, topics, feeds, configurations, reports."""
