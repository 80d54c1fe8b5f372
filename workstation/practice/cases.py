"""stub"""
def contacts(dice, days, as_of): return []
