"""Short days and times: the day before the month, as everywhere else in Samklang, and the hours to 24."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y H:i"
