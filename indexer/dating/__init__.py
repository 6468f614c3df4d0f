"""Which day does a text mean?"""
