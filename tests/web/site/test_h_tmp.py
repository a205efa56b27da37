"""pytest file in /tmp: closed vs missing, median of 200."""
import statistics, time, uuid, sys
sys.path.insert(0,"/work/main")
import pytest
from datetime import date
from django.test import Client
from tests.web.record import people
from keepwell.web.access.models import Restriction, Allocation
pytestmark=pytest.mark.django_db
@pytest.mark.parametrize("role",["social-worker","returns-officer"])
def test_t(role):
    child=people.child(strange=True); people.whole_record(child,3)
    user=people.user(role,strange=True)
    Allocation.objects.create(child=child.person.uid,user=user,starts_on=date(2020,1,1))
    Restriction.objects.create(child=child.person.uid,kind="excluded",user=user)
    c=Client(); c.force_login(user,backend="allauth.account.auth_backends.AuthenticationBackend")
    times={"closed":[],"missing":[]}
    for i in range(110):
        for k in times:
            uid=child.person.uid if k=="closed" else uuid.uuid4()
            t=time.process_time(); r=c.get(f"/children/{uid}/"); d=time.process_time()-t
            assert r.status_code==404
            if i>=10: times[k].append(d*1000)
    m={k:statistics.median(v) for k,v in times.items()}
    print("\nRESULT",role,m,"ratio",m["closed"]/m["missing"])
    open("/tmp/kw/h_timing.out","a").write(f"{role} {m} {m['closed']/m['missing']:.2f}\n")
