"""Showing it: views, one file per page, named after the page."""
