"""What is an article, a query, a page of results, and who answers?"""
