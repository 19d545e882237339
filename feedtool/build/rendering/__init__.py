"""What a build renders: jobs for workers, and what need not be made again."""
