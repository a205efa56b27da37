"""Given and family names by heritage, and the rarer shapes of names that searches and pages must bear.

Ordinary names put together by chance; nobody real is meant.
"""

import random

from .chance import chance, weighted

GIRLS = {
    "british": """Abigail Alice Amber Amelia Amy Ava Beatrice Bethany Bonnie Charlotte Chloe Daisy Darcie
        Edith Eleanor Eliza Ella Ellie Elsie Emily Emma Erin Esme Evelyn Evie Faith Florence Freya Gracie Hannah
        Harriet Heidi Holly Imogen Isabella Isla Ivy Jasmine Jessica Katie Lacey Layla Lexi Lily Lottie Lucy
        Maisie Martha Matilda Megan Millie Molly Niamh Nancy Olivia Orla Phoebe Poppy Rosie Ruby Scarlett Skye
        Sophie Summer Tilly Willow Zara""",
    "south asian": """Aaliyah Aisha Amina Anaya Anika Ayesha Diya Fatima Hafsa Inaya Kavya Khadija Mahnoor
        Maryam Meera Nisha Priya Rani Safa Saanvi Simran Sumaya Tanisha Zainab Zoya""",
    "african": """Abena Adaeze Adwoa Amara Ayomide Chiamaka Efua Eniola Esi Folake Hodan Idil Ifeoma Kemi
        Makena Nala Ngozi Sagal Temitope Wanjiru Yaa Zuri""",
    "caribbean": "Alisha Aniyah Chanel Destiny Imani Jada Kayla Keisha Leticia Nevaeh Renee Shanice Tiana Zahra",
    "european": """Agnieszka Alicja Amelija Andreea Beatriz Daria Elena Gabija Hanna Ioana Julia Katarzyna
        Lena Magda Maja Nikola Oliwia Paula Sofia Viktoria Zuzanna""",
    "middle eastern": "Avan Dilan Farah Hala Layan Leila Mariam Nour Parisa Rania Salma Shirin Yasmin",
    "chinese": "Jia Li-Na Mei Ming Xin Xiu Ying Yue",
    "traveller": "Bridget Chantelle Kathleen Margaret Mary-Kate Shauna Theresa",
}
BOYS = {
    "british": """Aaron Adam Alexander Alfie Archie Arlo Arthur Ashton Bailey Ben Blake Bobby Caleb Callum
        Charlie Connor Daniel Dexter Dylan Edward Elliot Ethan Felix Finley Frankie Freddie George Harley Harrison
        Harry Harvey Henry Hugo Isaac Jack Jacob Jake James Jamie Jayden Jenson Joshua Jude Kai Leo Lewis Liam
        Logan Louie Lucas Luke Mason Max Nathan Noah Oliver Oscar Ollie Owen Ralph Reuben Riley Rory Rowan Ryan
        Sam Stanley Teddy Theo Toby Tommy Tyler William Zac""",
    "south asian": """Aarav Abdullah Adil Amir Arjun Bilal Dev Eesa Farhan Hamza Haris Ibrahim Imran Ishaan
        Kabir Karan Mohammed Mustafa Nikhil Omar Rayyan Rohan Shayan Tahir Usman Vihaan Yusuf Zayn""",
    "african": """Abdi Ade Ayo Chidi Chinedu Ebo Emeka Femi Guled Kofi Kwabena Kwame Liban Musa Obinna Olu
        Sekou Tendai Tobi Yaw Zakariya""",
    "caribbean": "Andre Dante Darnell Delroy Jamal Jerome Kadeem Kieran Leon Malachi Marlon Omari Rashaan Tyrell",
    "european": """Adrian Aleksander Bartosz Bogdan Dawid Emil Filip Gabriel Ionut Jakub Kacper Luca Marek
        Matas Mateusz Mihai Nikolai Oskar Piotr Rafael Szymon Tomasz""",
    "middle eastern": "Ahmad Ali Aram Dara Diyar Hiwa Karim Mahdi Navid Rebin Samir Tariq Yousef",
    "chinese": "Bo Chen Hao Jun Lei Tao Wei Yi",
    "traveller": "Felix-John Jimmy Johnny Martin Miley Patrick Paddy",
}
FAMILIES = {
    "british": """Abbott Allsop Appleby Ashdown Atkins Bagshaw Bainbridge Barlow Barraclough Bates Beckett
        Birch Blackwell Booth Bradshaw Brammer Brennan Briggs Broadbent Brook Bullock Burgess Burrows Butterworth
        Byrne Calder Carr Cartwright Chadwick Clegg Clough Colclough Connolly Cooper Cotterill Crabtree Crossley
        Cutler Dawes Dobson Drury Duckworth Dyson Eastwood Eccles Edmondson Entwistle Fairhurst Fallon Farrar
        Fenwick Fielding Finch Fisher Fletcher Garside Gibbs Gleeson Goddard Greenhalgh Grimshaw Haigh Hallam
        Hargreaves Hartley Haworth Heaton Hebden Helliwell Higginbottom Hirst Holt Horsfall Hoyle Hughes Ibbotson
        Illingworth Ingham Jagger Jarvis Jowett Kaye Kenworthy Kershaw Lamb Leadbetter Lister Lockwood Lomax Lumb
        Mallinson Marsden Mellor Metcalfe Midgley Milner Moorhouse Naylor Netherwood Newsome Noble Norcliffe
        Nuttall Oakes Ogden Oldroyd Openshaw Ormerod Parkin Peel Pickles Pogson Priestley Quarmby Quinn Ramsden
        Rawson Redfern Roebuck Rushworth Saville Schofield Scholes Shackleton Shaw Sheard Smith Stead Stott Sugden
        Sutcliffe Swales Sykes Tattersall Taylor Thewlis Thorpe Tordoff Townend Turnbull Uttley Varley Wadsworth
        Wainwright Walker Walsh Webb Whitehead Whiteley Wigglesworth Wilkinson Wood Woodhead Wormald Wright Yeadon
        Young""",
    "south asian": """Ahmed Akhtar Ali Aziz Begum Bhatti Chauhan Chowdhury Das Desai Dhillon Farooq Ghosh Gill
        Hussain Iqbal Javed Joshi Kapoor Kaur Khan Khatun Mahmood Malik Mehta Miah Mistry Mukherjee Nair Patel
        Qureshi Rahman Rana Rashid Sandhu Shah Sharma Siddiqui Singh Sohal Uddin""",
    "african": """Abdi Adebayo Adeyemi Afolabi Agyeman Appiah Asante Balogun Banda Boateng Chikwanha Diallo
        Eze Farah Igwe Jama Kamara Mensah Moyo Mwangi Ndlovu Nwosu Obi Ochieng Ofori Okafor Okeke Olawale Osei
        Owusu Sesay Tesfaye Warsame Yeboah""",
    "caribbean": """Alleyne Baptiste Barrett Blake Campbell Charles Clarke Daley Francis Grant Joseph Lewin
        Mitchell Morgan Palmer Pierre Reid Roberts Samuels Thomas""",
    "european": """Balan Costa Dumitru Fernandes Horvat Ionescu Jankowski Kaminski Kazlauskas Kovacs
        Kowalczyk Lewandowski Marin Mazur Novak Nowak Ozols Petrov Popa Radu Santos Silva Stan Wisniewski Wojcik
        Zielinski""",
    "middle eastern": "Ahmadi Amini Aziz Barzani Darwish Habib Hassan Karimi Mahmoud Mohammadi Nazari Rahimi Saleh",
    "chinese": "Chan Cheung Lau Leung Li Wong Wu Zhang",
    "traveller": "Cash Connors Delaney Doherty Lee McDonagh Quilligan Ward",
}
# Heritages of names that go with each ethnic group of the returns: a leaning, never a rule.
LEANING = {
    "WBRI": {"british": 1}, "WIRI": {"british": 3, "traveller": 1}, "WIRT": {"traveller": 1},
    "WROM": {"european": 1, "traveller": 1}, "WOTH": {"european": 4, "british": 1},
    "MWBC": {"british": 2, "caribbean": 2}, "MWBA": {"british": 2, "african": 2},
    "MWAS": {"british": 2, "south asian": 2}, "MOTH": {"british": 2, "european": 1, "middle eastern": 1},
    "AIND": {"south asian": 1}, "APKN": {"south asian": 1}, "ABAN": {"south asian": 1},
    "AOTH": {"south asian": 1, "middle eastern": 2, "chinese": 1}, "BCRB": {"caribbean": 1},
    "BAFR": {"african": 1}, "BOTH": {"african": 1, "caribbean": 1}, "CHNE": {"chinese": 1},
    "OOTH": {"middle eastern": 4, "african": 1}, "REFU": {"british": 1}, "NOBT": {"british": 1},
}  # fmt: skip
ACCENTED = {
    "F": ("Zoë", "Chloé", "Éabha", "Núria", "Siân", "Björk-Anna"),
    "M": ("José", "Seán", "Łukasz", "André", "Søren"),
}
ACCENTED_FAMILIES = ("Müller", "Nuñez", "Dvořák", "Łazarz", "Grześkowiak", "Ní Dhomhnaill", "Brontéson")
PREFIXED = ("O'Malley", "O'Hara", "O'Dowd", "O’Keefe", "McAllister", "MacIntyre", "De Souza", "van der Berg", "D'Arcy")
LONG_GIVEN = {"F": "Maximiliana-Persephone Annunziata", "M": "Oluwatimilehin Christopher-Alexander"}
LONG_FAMILY = "Featherstonehaugh-Wolstenholme-Cholmondeley"
SHORT_FORMS = {
    "Abigail": "Abi", "Alexander": "Alex", "Amelia": "Millie", "Archie": "Arch", "Beatrice": "Bea", "Benjamin": "Ben",
    "Bethany": "Beth", "Charlotte": "Lottie", "Daniel": "Danny", "Edward": "Ted", "Eleanor": "Nell", "Ethan": "Eth",
    "Florence": "Flo", "Harrison": "Harry", "Isabella": "Bella", "Jacob": "Jake", "Jessica": "Jess", "Joshua": "Josh",
    "Matilda": "Tilly", "Mohammed": "Mo", "Nathan": "Nate", "Oliver": "Ollie", "Samuel": "Sam", "Temitope": "Temi",
    "Theo": "T", "William": "Will", "Yusuf": "Yus", "Zachary": "Zac",
}  # fmt: skip

_GIVEN = {"F": {k: v.split() for k, v in GIRLS.items()}, "M": {k: v.split() for k, v in BOYS.items()}}
_FAMILY = {k: v.split() for k, v in FAMILIES.items()}


def heritage(rng: random.Random, ethnicity: str) -> str:
    return weighted(rng, LEANING[ethnicity])


def given_name(rng: random.Random, sex: str, of: str) -> str:
    """A given name; one in fifty has an accent, one in five hundred is very long."""
    if chance(rng, 0.002):
        return LONG_GIVEN[sex]
    if chance(rng, 0.02):
        return rng.choice(ACCENTED[sex])
    name = rng.choice(_GIVEN[sex][of])
    return (
        f"{name}-{rng.choice(('Rose', 'Mae', 'Grace', 'Lee', 'Jay'))}"
        if chance(rng, 0.03) and "-" not in name
        else name
    )


def family_name(rng: random.Random, of: str) -> str:
    """A family name; now and then hyphenated, prefixed, accented or very long."""
    shape = weighted(rng, {"plain": 88, "double": 5, "prefixed": 4, "accented": 2.5, "long": 0.3})
    if shape == "double":
        return f"{rng.choice(_FAMILY[of])}-{rng.choice(_FAMILY['british'])}"
    return {
        "plain": lambda: rng.choice(_FAMILY[of]),
        "prefixed": lambda: rng.choice(PREFIXED),
        "accented": lambda: rng.choice(ACCENTED_FAMILIES),
        "long": lambda: LONG_FAMILY,
    }[shape]()


def preferred_name(rng: random.Random, given: str) -> str:
    """What somebody of this name may like to be called."""
    return SHORT_FORMS.get(given) or rng.choice(("Ash", "Bee", "Dee", "Jay", "Kit", "Robin", "Sky", "Zed"))
