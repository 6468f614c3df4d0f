"""How does a dump become articles?"""
