"""Why a pupil was suspended or excluded, in our own words.

They follow the list of reasons that the school census has had since 2020-21, of which up to three may be given there.
We did not read the census guide again: its letters are kept so that a census can be filled from them. Standing: known.
"""

REASONS = {
    "PP": "Hurt another pupil",
    "PA": "Hurt an adult",
    "VP": "Threatened or abused another pupil in words",
    "VA": "Threatened or abused an adult in words",
    "OW": "Used or threatened to use a weapon, or something forbidden",
    "BU": "Bullying",
    "RA": "Racist abuse",
    "LG": "Abuse over sexual orientation or gender identity",
    "DS": "Abuse over a disability",
    "SM": "Sexual misconduct",
    "DA": "Drugs or alcohol",
    "DM": "Damage",
    "TH": "Theft",
    "MT": "Misuse of social media or technology",
    "PH": "Broke a rule that protects public health",
    "DB": "Disrupted lessons again and again",
}
