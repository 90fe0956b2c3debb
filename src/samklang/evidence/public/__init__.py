"""Public figures: read from Jobindsats, from StatBank Denmark, or from a file somebody has downloaded there. Pure.

What the two services answer was learnt in November 2026 from public code that asks them, and from whole answers that
stand in it, not from a manual: AI-MichelKlos/Dashboard-dak-jur (data/jur-api-probe.json: answers of Jobindsats' third
version, of July 2026), the notes of an integration that was checked on 30 September 2026, and StatBank's own page on
its API. Nothing here has been tried against the services themselves.
"""
