"""Which articles stand on a page, and what is each of its lines?"""
