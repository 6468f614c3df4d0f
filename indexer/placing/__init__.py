"""Which countries does a text mean, and which is it about?"""
