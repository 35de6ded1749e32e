"""In and out: curated files, and what others can read."""
