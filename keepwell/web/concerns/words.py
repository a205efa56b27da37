"""The words that people choose from in a note of concern. Plain data."""

HOW = {
    "saw": "I saw or heard it myself",
    "child": "The child told me",
    "reported": "Somebody else told me",
}
PARTS = {
    "victim": "May have been harmed",
    "alleged": "May have done the harm",
    "witness": "Saw or heard it",
    "other": "Another part in it",
}
CATEGORIES = {
    "neglect": "Neglect",
    "physical": "Physical harm",
    "emotional": "Emotional harm",
    "sexual": "Sexual harm",
    "exploitation": "Exploitation",
    "online": "Online",
    "peer": "Harm between children",
    "domestic": "Violence at home",
    "mental-health": "Mental health or self-harm",
    "attendance": "Attendance or missing",
    "radicalisation": "Radicalisation",
    "family": "Family trouble or need for help",
    "other": "Something else",
}
DECISIONS = {
    "refer": "Refer to children’s services",
    "police": "Call the police",
    "lado": "Tell the council’s designated officer",
    "early-help": "Early help",
    "pastoral": "Pastoral support in school",
    "parents": "Talk with the parents or carers",
    "monitor": "Watch and look again",
    "worker": "Tell the child’s worker",
    "none": "No further action",
    "other": "Something else",
}
# What is decided about a concern about a member of staff, below the threshold of harm or not.
STAFF_DECISIONS = {
    "none": "No further action",
    "talk": "Talked with the person",
    "training": "Training or closer guidance",
    "conduct": "The conduct procedure of the organisation",
    "lado": "Told the council’s designated officer",
    "other": "Something else",
}
# Whether a note belongs in the file of the child whom it is about. Until the lead says so, only leads read it.
IN_FILE = {
    "yes": "It belongs in the child’s file",
    "no": "It does not belong in the child’s file",
}
EARLIER = "Earlier, in other records"
UNDECIDED = "Not decided yet"
