"""Every rule of the lint: a small policy with the defect, and the same policy without it."""

from datetime import date

import pytest

from keepwell.policy import PolicyError, load
from keepwell.policy.lint import lint, rules
from keepwell.policy.lint.finding import RULES, Rule

ON = date(2026, 11, 22)

CLEAN = """
[policy]
title = "How we use information"
version = "1"
valid_from = 2026-01-01
review_on = 2027-01-01

[controller]
name = "Fernley Council"
kind = "local-authority"
department = "Children"
address = "1 Green Lane"
email = "us@fernley.example"
phone = "01632 960200"
website = "https://fernley.example"
ico_number = "Z1"
officer = "The officer"
officer_email = "officer@fernley.example"
officer_phone = "01632 960201"
officer_address = "1 Green Lane"

[processor.hosting]
title = "Our data centre, which runs the school information system"
work = "Hosting"
country = "United Kingdom"
safeguard = "A contract"

[contact.requests]
title = "Our own requests team"
answers = ["requests"]

[source.section-17]
title = "Children Act 1989, section 17"
kind = "act"
standing = "known"
checked_on = 2026-11-01

[source.section-83]
title = "Children Act 1989, section 83"
kind = "act"
standing = "known"
checked_on = 2026-11-01

[source.section-16la]
title = "Children Act 2004, section 16LA"
kind = "act"
standing = "known"
checked_on = 2026-11-01

[source.care-planning]
title = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50"
kind = "regulations"
standing = "known"
checked_on = 2026-11-01

[source.adoption]
title = "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, regulation 6"
kind = "regulations"
standing = "known"
checked_on = 2026-11-01

[source.rights]
title = "UK GDPR, Articles 12 to 22D"
kind = "regulations"
standing = "known"
checked_on = 2026-11-01

[source.automated]
title = "UK GDPR, Articles 22A to 22D"
kind = "regulations"
standing = "known"
checked_on = 2026-11-01

[source.keeping-safe]
title = "Keeping Children Safe in Education"
kind = "guidance"
version = "September 2025"
standing = "known"
checked_on = 2026-11-01

[source.working-together]
title = "Working Together to Safeguard Children"
kind = "guidance"
version = "2023"
standing = "known"
checked_on = 2026-11-01

[subject.looked-after]
title = "Children in our care"

[subject.adopted]
title = "Adopted children"

[group.all]
title = "What we hold"

[category.health]
title = "Health"
includes = "health assessments"
group = "all"
subjects = ["looked-after"]
tier = 2
legal = "art9"

[category.attendance]
title = "Attendance"
includes = "days at school"
group = "all"
subjects = ["looked-after"]
tier = 1
legal = "ordinary"

[category.offending]
title = "Offending"
includes = "convictions"
group = "all"
subjects = ["looked-after"]
tier = 3
legal = "art10"

[category.adoption]
title = "Adoption"
includes = "court orders"
group = "all"
subjects = ["adopted"]
tier = 3
legal = "ordinary"

[origin.child]
title = "You"
groups = ["all"]

[field.health]
title = "Your health"
category = "health"
obligation = "needed"
duty_on = "parent"
law = ["section-17"]
consequence = "We cannot help as well."

[action.view]
title = "Read"
form = "named"

[purpose.support]
title = "To help you"
describes = "We help."
form = "named"
groups = ["all"]

[basis.help]
title = "our task"
groups = ["all"]
purposes = ["support"]
article6 = "6(1)(e)"
enactments = ["section-17"]
article9 = "9(2)(g)"
article10 = "Data Protection Act 2018, section 10(5)"
schedule1 = "paragraph 18"
document = "appropriate policy document"

[role.reviewing]
title = "Reviewing officer"
describes = "Reviews."
reach = "allocated"

[role.reviewing.grants.casework]
actions = ["view"]
groups = ["all"]
purposes = ["support"]

[gateway.returns]
title = "Returns"
kind = "duty"
law = ["section-83"]
users = ["local-authority"]
describes = "We must."

[gateway.welfare]
title = "Welfare"
kind = "duty"
law = ["section-16la"]
users = ["local-authority", "school"]
describes = "We must."
detriment_test = true

[recipient.everybody]
title = "Nurses, the police, Ofsted, the family court, Cafcass and other councils"
routine = true
why = "The law."
groups = ["all"]
purposes = ["support"]
gateways = ["returns", "welfare"]

[retention.care]
title = "Care record"
categories = ["health", "attendance", "offending"]
subjects = ["looked-after"]
trigger = "birth"
years = 75
then = "review"
limit = "exactly"
standing = "law"
law = ["care-planning"]
words = "75 years from birth"

[retention.adopted]
title = "Adoption record"
categories = ["adoption"]
subjects = ["adopted"]
trigger = "adoption-order"
years = 100
then = "review"
limit = "minimum"
standing = "law"
law = ["adoption"]
words = "100 years"

[right.informed]
title = "To be told"
describes = "This notice tells you."
clock = "At once"
law = ["rights"]

[right.access]
title = "To see it"
describes = "You may see it."
clock = "One month"
law = ["rights"]

[right.correct]
title = "To have it put right"
describes = "We put it right."
clock = "One month"
law = ["rights"]

[right.restrict]
title = "To have it limited"
describes = "We limit it."
clock = "One month"
law = ["rights"]

[right.erase]
title = "To have it removed"
describes = "We may remove it."
clock = "One month"
law = ["rights"]

[right.object]
title = "To object"
describes = "You may object."
clock = "One month"
law = ["rights"]

[right.portable]
title = "To take it elsewhere"
describes = "Does not apply."
clock = "Does not apply"
law = ["rights"]

[right.person-decides]
title = "To have a person decide"
describes = "A person decides."
clock = "At once"
law = ["automated"]

[right.withdraw]
title = "To change your mind"
describes = "You may."
clock = "At once"
law = ["rights"]

[right.complain]
title = "To complain"
describes = "You may complain."
clock = "Acknowledged within 30 days"
law = ["rights"]

[notice.adult]
title = "Notice of {controller.name}"

[[notice.adult.section]]
id = "all"
heading = "All of it"

[[notice.adult.section.block]]
text = "Say it to us or to the Information Commissioner at https://ico.org.uk. No other country receives it."

[[notice.adult.section.block]]
shows = "categories"

[[notice.adult.section.block]]
shows = "origins"

[[notice.adult.section.block]]
shows = "purposes"

[[notice.adult.section.block]]
shows = "bases"

[[notice.adult.section.block]]
shows = "roles"

[[notice.adult.section.block]]
shows = "recipients"

[[notice.adult.section.block]]
shows = "retention"

[[notice.adult.section.block]]
shows = "rights"

[[notice.adult.section.block]]
shows = "processors"

[[notice.adult.section.block]]
shows = "fields"
"""

SCHOOL = (
    ('kind = "local-authority"', 'kind = "school"'),
    ('users = ["local-authority"]', 'users = ["local-authority", "school"]'),
    ('law = ["section-83"]', 'law = ["section-17"]'),
    ("Cafcass and other councils", "the Channel panel, the virtual school, exam boards"),
)
RECORD = """
[right.educational-record]
title = "To see the educational record"
describes = "For maintained schools. Some things are left out."
clock = "15 school days"
law = ["record"]

[source.record]
title = "Education (Pupil Information) (England) Regulations 2005, regulation 5"
kind = "regulations"
standing = "known"
checked_on = 2026-11-01

[right.informed]"""
PUPILS = """
[source.pupils]
title = "Education (Information About Individual Pupils) (England) Regulations 2013, regulation 4"
kind = "regulations"
standing = "known"
checked_on = 2026-11-01

[subject.looked-after]"""
COURT = """
[contact.court]
title = "The office of the school"
answers = ["requests"]
organisation = "Elmwood School"

[source.section-17]"""
JOINT = '[joint-controller.school]\ntitle = "Elmwood School"\narrangement = "Both."\n'
STATED = ", ".join(f'"category.{id}"' for id in ("health", "attendance", "offending", "adoption"))
ASSURED = "All is kept under the government security policy framework."


def says(text):
    """A change that adds a block of text to the notice."""
    first = '[[notice.adult.section.block]]\nshows = "categories"'
    return (first, f'[[notice.adult.section.block]]\ntext = "{text}"\n\n{first}')


def without(table):
    """A change that takes a table out, from its header to the next."""
    start = CLEAN.index(f"[{table}]")
    return (CLEAN[start : CLEAN.index("\n[", start) + 1], "")


# Rule -> what is changed to bring the defect in, and what stands in the same place without it.
def read_aloud(words):
    """A notice to read aloud that says these words."""
    section = f'[[notice.easy.section]]\nid = "all"\nheading = "All"\n[[notice.easy.section.block]]\ntext = "{words}"\n'
    return "[notice.adult]\n", f'[notice.easy]\ntitle = "Aloud"\n{section}\n[notice.adult]\n'


CASES = {
    "L1": ((("years = 75", "years = 7"),), ()),
    "L2": ((("years = 100", "years = 7"),), ()),
    "L3": ((('article9 = "9(2)(g)"', 'article9 = "9(2)(a)"'),), ()),
    "L4": (
        (('kind = "duty"', 'kind = "consent"'), without("right.withdraw")),
        (('kind = "duty"', 'kind = "consent"'),),
    ),
    "L5": ((('legal = "art10"', 'legal = "art9"'),), ()),
    "L6": ((('title = "What we hold"', 'title = "Special categories"'),), ()),
    "L7": (
        (says("We are legally required to have it, or there is a risk."),),
        (says("We are legally required to have it."),),
    ),
    "L8": (SCHOOL[:2] + SCHOOL[3:], SCHOOL),
    "L9": (
        (('title = "Children Act 1989, section 83"', 'title = "Young People\'s Act 2008, section 7"'),),
        (),
    ),
    "L10": (
        (says("See section 3 of the Education Regulations 2013."),),
        (says("See section 3 of the Education Act 1996 and the Education Regulations 2013, regulation 3."),),
    ),
    "L11": (
        (("\n[subject.looked-after]", PUPILS), ('law = ["section-83"]', 'law = ["pupils"]')),
        (
            ("\n[subject.looked-after]", PUPILS),
            ('law = ["section-83"]', 'law = ["pupils"]'),
            ("[subject.adopted]", '[subject.pupil]\ntitle = "Pupils"\n\n[subject.adopted]'),
            ('subjects = ["adopted"]\ntier', 'subjects = ["adopted", "pupil"]\ntier'),
            *[('subjects = ["looked-after"]\ntier', 'subjects = ["pupil", "looked-after"]\ntier')] * 3,
        ),
    ),
    "L12": ((says("By the 1989 Children's Act."),), (says("By the Children Act 1989."),)),
    "L13": ((('"September 2025"', '"September 2018"'),), ()),
    "L14": ((('version = "2023"', 'version = "2015"'),), ()),
    "L15": ((without("right.portable"),), ()),
    "L16": ((('law = ["automated"]', 'law = ["rights"]'),), ()),
    "L17": ((("within 30 days", "soon"),), ()),
    "L18": ((('officer = "The officer"\n', ""),), ()),
    "L19": ((("\n[source.section-17]", COURT),), (("\n[source.section-17]", JOINT + COURT),)),
    "L20": (
        (("\n[source.section-17]", COURT),),
        (("\n[source.section-17]", COURT.replace('School"\n\n', 'School"\nprivate = true\n\n')),),
    ),
    "L21": ((without("origin.child"),), ()),
    "L22": ((("No other country receives it.", ""),), ()),
    "L23": ((says("Please see 'The small print' section."),), (says("Please see 'All of it' section."),)),
    "L24": (
        (says("It stands in our retention schedule."), ('shows = "retention"', 'text = "As said."')),
        (says("It stands in our retention schedule."),),
    ),
    "L25": ((says("Your name (and address"),), (says("Your name (and address)."),)),
    "L26": (
        (("\n[right.informed]", RECORD.replace("15 school days", "Soon")),),
        (("\n[right.informed]", RECORD),),
    ),
    "L27": ((("Cafcass and ", ""),), ()),
    "L28": ((*SCHOOL[:3], ("Cafcass and other councils", "exam boards")), SCHOOL),
    "L29": (
        (says("We share nothing without your consent unless the law allows it."),),
        (says("We share nothing without your consent unless the law allows it or says that we must."),),
    ),
    "L30": (
        (says("Some is mandatory and some your choice."), ('shows = "fields"', 'text = "As said."')),
        (says("Some is mandatory and some your choice."),),
    ),
    "K1": ((('title = "Children Act 1989, section 17"', 'title = "UK GDPR, Article 6"'),), ()),
    "K2": (
        (('article6 = "6(1)(e)"', 'article6 = "6(1)(a)"'),),
        (('article6 = "6(1)(e)"', 'article6 = "6(1)(a)"'), ('obligation = "needed"', 'obligation = "voluntary"')),
    ),
    "K3": ((('schedule1 = "paragraph 18"\n', ""),), ()),
    "K4": ((('article9 = "9(2)(g)"\n', ""),), ()),
    "K5": (
        (('version = "2023"', 'version = "2023"\nin_force_to = 2026-11-21'),),
        (('version = "2023"', 'version = "2023"\nin_force_to = 2026-11-22'),),
    ),
    "K6": (
        (("checked_on = 2026-11-01", "checked_on = 2025-11-20"),),
        (("checked_on = 2026-11-01", "checked_on = 2025-11-22"),),
    ),
    "K7": ((('categories = ["health", "attendance", "offending"]', 'categories = ["health", "offending"]'),), ()),
    "K8": ((('form = "named"\ngroups = ["all"]', 'form = "named"\ncategories = ["health"]'),), ()),
    "K9": (
        (("[basis.help]", '[purpose.more]\ntitle = "More"\ndescribes = "More."\nform = "named"\n\n[basis.help]'),),
        (),
    ),
    "K10": ((("years = 75", "years = 74"),), (("years = 75", "years = 76"),)),
    "K11": (
        (
            (
                "[retention.adopted]",
                '[retention.short]\ntitle = "Short"\ncategories = ["health"]\nsubjects = ["looked-after"]\n'
                'trigger = "birth"\nyears = 25\nthen = "review"\nlimit = "maximum"\nstanding = "local"\n'
                'law = ["section-17"]\nwords = "25"\n\n[retention.adopted]',
            ),
        ),
        (
            (
                "[retention.adopted]",
                '[retention.short]\ntitle = "Short"\ncategories = ["health"]\nsubjects = ["adopted"]\n'
                'trigger = "birth"\nyears = 25\nthen = "review"\nlimit = "maximum"\nstanding = "local"\n'
                'law = ["section-17"]\nwords = "25"\n\n[retention.adopted]',
            ),
        ),
    ),
    "K12": ((('gateways = ["returns", "welfare"]', "gateways = []"),), ()),
    "K13": ((('users = ["local-authority"]', 'users = ["school"]'),), ()),
    "K14": (
        (('shows = "categories"', 'text = "Much."'),),
        (('shows = "categories"', 'text = "Much."\nids = [' + STATED + "]"),),
    ),
    "K15": (
        (('shows = "roles"', 'text = "Many."'),),
        (('shows = "roles"', 'text = "Many."\nids = ["role.reviewing"]'),),
    ),
    "K16": (
        (says(ASSURED),),
        (
            says(ASSURED + '"\nids = ["source.keeping-safe"]\nlead = "'),
            ('ids = ["source.keeping-safe"]\nlead = ""', 'ids = ["source.keeping-safe"]'),
        ),
    ),
    "K17": ((('ico_number = "Z1"\n', ""),), ()),
    "K18": (
        (("review_on = 2027-01-01", "review_on = 2026-11-21"),),
        (("review_on = 2027-01-01", "review_on = 2026-11-22"),),
    ),
    "K19": ((("the Information Commissioner at https://ico.org.uk", "others"),), ()),
    "K20": ((('article6 = "6(1)(e)"', 'article6 = "6(1)(ea)"'),), ()),
    "K21": ((('document = "appropriate policy document"\n', ""),), ()),
    "K22": ((says("Tell us in the first instance."),), (says("You need not come to us first."),)),
    "K23": ((('law = ["automated"]', "law = []"),), ()),
    "K24": (
        (says("Parents, carers and children have the right to see it."),),
        (says("Carers with parental responsibility have the right to see it."),),
    ),
    "K25": ((('includes = "days at school"', 'includes = "days at school"\nshared = false'),), ()),
    "K26": (((" at https://ico.org.uk", ""),), ()),
    "K27": (
        (without("role.reviewing.grants.casework"), without("role.reviewing")),
        (),
    ),
    "K28": (
        (read_aloud("We keep all that you and others tell us in a file so that we can help."),),
        (read_aloud("We keep what you tell us. We keep it in a file. So we can help."),),
    ),
}


def written(folder, changes):
    text = CLEAN
    for old, new in changes:
        assert old in text, f"the clean policy has no {old!r}"
        text = text.replace(old, new, 1)
    file = folder / "fernley.toml"
    file.write_text(text, encoding="utf-8")
    return file


def found(file):
    linted = lint(file, ON)
    assert linted.troubles == ()
    return linted.findings


def test_the_clean_policy_has_no_finding_and_loads(tmp_path):
    assert found(written(tmp_path, ())) == ()
    assert load(written(tmp_path, ())).title == "How we use information"


def test_every_rule_has_a_case():
    assert set(CASES) == {rule.id for rule in rules()}


@pytest.mark.parametrize("id", CASES)
def test_the_defect_is_found_and_goes_with_its_cause(tmp_path, id):
    defect, mended = CASES[id]
    said = [finding for finding in found(written(tmp_path, defect)) if finding.id == id]
    assert said, id
    for finding in said:
        assert finding.wrong
        assert finding.mend
        assert finding.file == "fernley.toml"
        assert "\n" not in str(finding)
    assert id not in {finding.id for finding in found(written(tmp_path, mended))}


def test_a_finding_names_file_line_and_key(tmp_path):
    (one,) = [finding for finding in found(written(tmp_path, CASES["L16"][0])) if finding.id == "L16"]
    line = written(tmp_path, CASES["L16"][0]).read_text().splitlines()[one.line - 1]
    assert (one.key, line) == ("right.person-decides", "[right.person-decides]")
    assert str(one).startswith(f"L16 fernley.toml, line {one.line}, right.person-decides: ")


def test_what_the_loader_refuses_is_a_finding_beside_the_others(tmp_path):
    file = written(tmp_path, (("tier = 2", "tier = 9"), *CASES["L16"][0]))
    said = {finding.id: finding for finding in found(file)}
    assert {"K0", "L16"} <= said.keys()
    assert said["K0"].key == "category.health.tier"
    assert "cannot be 9" in said["K0"].wrong


def test_what_a_rule_says_the_loader_need_not_repeat(tmp_path):
    ids = [finding.id for finding in found(written(tmp_path, CASES["L18"][0]))]
    assert ids == ["L18"]


@pytest.mark.parametrize(
    "text", ["", "policy = 1", 'category = "x"', "role = [1]", "notice = 3", "[category.a]\ntier = 1"]
)
def test_a_file_of_any_shape_gets_its_findings(tmp_path, text):
    file = tmp_path / "odd.toml"
    file.write_text(text)
    assert {"K0", "L18", "L24"} <= {finding.id for finding in found(file)}


def test_a_file_that_is_not_toml_is_refused(tmp_path):
    file = tmp_path / "odd.toml"
    file.write_text("[policy")
    with pytest.raises(PolicyError, match="is not TOML"):
        lint(file, ON)


def test_a_rule_that_cannot_run_says_so(tmp_path, monkeypatch):
    def fail(draft):
        raise KeyError("a name")

    monkeypatch.setitem(RULES, "K99", Rule("K99", "Fails", "nobody", fail))
    linted = lint(written(tmp_path, ()), ON)
    assert linted.findings == ()
    assert linted.troubles == ("fernley.toml: the rule K99 could not be run (KeyError).",)


def test_rules_in_force_later_say_nothing_before(tmp_path):
    ids = {finding.id for finding in lint(written(tmp_path, CASES["L17"][0]), date(2026, 6, 18)).findings}
    assert "L17" not in ids


def test_with_any_line_left_out_every_rule_still_runs(tmp_path):
    lines, file = CLEAN.splitlines(), tmp_path / "fernley.toml"
    for n in range(0, len(lines), 3):
        file.write_text("\n".join(lines[:n] + lines[n + 1 :]), encoding="utf-8")
        assert troubles(file) in ((), "not TOML without it"), lines[n]


def troubles(file):
    """The rules that could not run; a table without its header gives its keys to the one above, which is not TOML."""
    try:
        return lint(file, ON).troubles
    except PolicyError:
        return "not TOML without it"


def test_a_basis_whose_law_is_not_declared_is_found(tmp_path):
    said = {
        finding.id: finding
        for finding in found(written(tmp_path, (('["section-17"]\narticle9', '["absent"]\narticle9'),)))
    }
    assert {"K0", "K1"} <= said.keys()
    assert "the basis names nothing" in said["K1"].wrong
