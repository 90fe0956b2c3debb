"""How days and times are written where Django's own way for a language would read oddly here."""
