"""Made-up directories of postcodes in the shapes in which they are published. The postcodes are not assigned."""

import zipfile

OLD = ("pcd", "pcd2", "pcds", "dointr", "doterm", "oscty", "ced", "oslaua", "osward", "usertype", "oseast1m",
       "osnrth1m", "osgrdind", "ctry", "lat", "long", "imd")  # fmt: skip
NEW = ("pcd7", "pcd8", "pcds", "dointr", "doterm", "cty25cd", "ced25cd", "lad24cd", "lad25cd", "wd25cd", "usrtypind",
       "east1m", "north1m", "gridind", "ctry25cd", "lat", "long", "imd20ind")  # fmt: skip

# Each with other trouble: see what the tests ask of it.
PLACES = (
    {"pcds": "ZM1 1AA", "east": "600000", "north": "0400000", "la": "E07000208", "county": "E10000030"},
    {"pcds": "ZM1 1AB", "east": "600000", "north": "0416093", "la": "E06000999"},
    {"pcds": "ZM1 1AC", "east": "400000", "north": "0400000", "la": "S12000049", "quality": "9"},
    {"pcds": "ZM1 1AD", "east": "611111", "north": "1222222", "la": "E08000016", "doterm": "201912"},
    {"pcds": "BT99 9ZZ", "east": "333500", "north": "0373500", "la": "N09000003", "lat": "54.597", "long": "-5.93"},
    {"pcds": "JE99 9ZZ", "east": "9999999", "north": "9999999", "la": "L99999999", "quality": "9"},
)


def _cells(names, place):
    said = {
        "dointr": "198001", "doterm": "", "county": "E99999999", "quality": "1", "lat": "99.999999", "long": "0.000000",
    } | place  # fmt: skip
    means = {
        "pcd": "pcds", "pcd2": "pcds", "pcd7": "pcds", "pcd8": "pcds", "oscty": "county", "cty25cd": "county",
        "oslaua": "la", "lad25cd": "la", "oseast1m": "east", "east1m": "east", "osnrth1m": "north", "north1m": "north",
        "osgrdind": "quality", "gridind": "quality",
    }  # fmt: skip
    return [said.get(means.get(name, name), "E99999999") for name in names]


def onspd(places=PLACES, names=OLD) -> str:
    """The text of one table of the ONS Postcode Directory; every cell in quotes, as published."""
    lines = [",".join(names)]
    lines += [",".join(f'"{cell}"' for cell in _cells(names, place)) for place in places]
    return "\r\n".join(lines) + "\r\n"


def zipped(path, **members):
    """A zip of text files; a double underscore in a name stands for a slash."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/") + (".txt" if name.endswith("metadata") else ".csv"), text)
    return path


def onspd_zip(path, places=PLACES, names=OLD, edition="NOV_2025"):
    return zipped(path, **{
        f"Data__ONSPD_{edition}_UK": onspd(places, names),
        f"Data__multi_csv__ONSPD_{edition}_UK_ZM": onspd(places[:2], names),
        "Documents__LA_UA names and codes UK as at 04_25": "LAD25CD,LAD25NM\r\nE06000999,Marlowshire\r\n",
    })  # fmt: skip


CODE_POINT_ZM = '"ZM1 1AA",10,600000,400000,"E92000001","E19000001","E18000001","E10000030","E07000208","E05000001"\n' \
    '"ZM1 1AB",10,600000,416093,"E92000001","E19000001","E18000001","","E06000999","E05000001"\n'  # fmt: skip
CODE_POINT_ZN = '"ZN111AA",90,0,0,"S92000003","","S08000001","","",""\n'


def code_point_zip(path):
    return zipped(path, **{
        "Data__CSV__zm": CODE_POINT_ZM,
        "Data__CSV__zn": CODE_POINT_ZN,
        "Doc__Code-Point_Open_Column_Headers": "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,"
        "Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,"
        "Admin_ward_code\n",
        "Doc__metadata": "ORDNANCE SURVEY\nPRODUCT: OS Code-Point Open\nCOPYRIGHT DATE: 20260128\n",
    })  # fmt: skip
