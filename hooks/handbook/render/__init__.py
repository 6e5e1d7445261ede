"""What a reader gets: pages, menu, links, files."""
