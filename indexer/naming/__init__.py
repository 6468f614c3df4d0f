"""Which persons and bodies does a text name?"""
