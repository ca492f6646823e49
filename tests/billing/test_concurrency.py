"""Many at once, and some of them killed: no gap, no double, nothing lost. Here everything is really committed."""

import threading
import time
import uuid

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from billing.models import CreditRequest, Invoice, Run, RunItem, Series, issue, state_payer
from billing.tasks.issuing import issue as sweep
from members.rules import Refused
from tests import factories as people
from tests.billing import factories

pytestmark = pytest.mark.django_db(transaction=True)
INVOICES, WORKERS = 100, 4


@pytest.fixture
def year():
    """A running year with a seller, and a function that fills seats in it."""
    facilitator = people.person("facilitator@example.dk")
    network = people.network("innovationschefer")
    people.role(network, facilitator)
    factories.seller(network, by=facilitator)
    cohort = people.cohort(network, starts_in=-10, published_by=facilitator, seats=INVOICES + 10)
    cohort.facilitator = facilitator
    return cohort


def together(*works):
    """Run the functions at the same moment, each on a connection of its own; what they return, or their error."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def body(place, work):
        try:
            barrier.wait()
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=body, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def work_until_done():
    """A worker that takes up the sweep again each time its connection was killed."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if not RunItem.objects.open().exists():
                return
            sweep()
        except Error:
            pass
        connection.close()


def kill_until(stopped, kills):
    """Kill a worker's connection a few times a second."""
    while not stopped.wait(0.15):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%billing_%' "
                "ORDER BY random() LIMIT 1) AS one"
            )
            kills.append(cursor.fetchone()[0])
    connection.close()


def assert_whole(count):
    """Numbers 1 to count, each membership once, the series where it should be."""
    numbers = list(Invoice.objects.order_by("sequence").values_list("sequence", flat=True))
    billed = Invoice.objects.values_list("lines__claim__membership", flat=True)
    assert numbers == list(range(1, count + 1))
    assert len(set(billed)) == count
    assert Series.objects.get().last_sequence == count


def test_hundred_invoices_under_kills_have_no_gap(year):
    factories.seats(year, year.facilitator, INVOICES)
    run = Run.objects.order(year, key=uuid.uuid4(), by=year.facilitator, at=timezone.now())
    # The connection of this test stays out of the killer's way.
    connection.close()
    stopped, kills = threading.Event(), []
    killer = threading.Thread(target=kill_until, args=(stopped, kills))
    killer.start()
    together(*[work_until_done] * WORKERS)
    stopped.set()
    killer.join()
    assert sum(kills) > 5
    assert run.items.filter(invoice__isnull=False, refusal="").count() == INVOICES
    assert_whole(INVOICES)


def test_two_press_issue_all_at_once(year):
    factories.seats(year, year.facilitator, 10)

    def press():
        run = Run.objects.order(year, key=uuid.uuid4(), by=year.facilitator, at=timezone.now())
        sweep()
        return run.items.count()

    assert sorted(together(press, press)) == [0, 10]
    work_until_done()
    assert_whole(10)


def test_run_stopped_while_workers_are_at_it_has_no_gap(year):
    factories.seats(year, year.facilitator, 20)
    run = Run.objects.order(year, key=uuid.uuid4(), by=year.facilitator, at=timezone.now())

    def stop():
        while not run.items.filter(invoice__isnull=False).exists():
            time.sleep(0.001)
        return run.stop(by=year.facilitator, at=timezone.now())

    _, _, stopped = together(work_until_done, work_until_done, stop)
    issued = run.items.filter(invoice__isnull=False, refusal="").count()
    assert (issued + stopped, run.items.exclude(refusal="").count()) == (20, stopped)
    assert 0 < stopped < 20
    assert_whole(issued)


def test_two_issue_the_same_fee_at_once(year):
    (seat,) = factories.seats(year, year.facilitator, 1)
    results = together(*[lambda: issue(seat, by=year.facilitator)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["Invoice", "Refused"]
    assert_whole(1)


def test_joint_invoice_is_issued_once_by_many_workers(year):
    factories.of_one_payer(*factories.seats(year, year.facilitator, 6))
    Run.objects.order(year, key=uuid.uuid4(), by=year.facilitator, at=timezone.now())
    together(*[sweep] * WORKERS)
    work_until_done()
    invoice = Invoice.objects.get()
    assert (invoice.lines.count(), Series.objects.get().last_sequence) == (6, 1)
    assert RunItem.objects.filter(invoice=invoice).count() == 6


def test_overlapping_joint_invoices_at_once_bill_nobody_twice(year):
    first, second, third = factories.of_one_payer(*factories.seats(year, year.facilitator, 3))
    by = year.facilitator
    results = together(
        lambda: issue(third, second, first, by=by), lambda: issue(first, second, by=by), lambda: issue(second, third, by=by)
    )  # fmt: skip
    assert {type(result).__name__ for result in results} == {"Invoice", "Refused"}
    [invoice] = Invoice.objects.all()
    assert Series.objects.get().last_sequence == 1
    billed = list(invoice.lines.values_list("claim__membership", flat=True))
    assert len(billed) == len(set(billed))


def test_two_sellers_do_not_wait_for_each_other(year):
    sister = people.network("spredning")
    factories.seller(sister, by=year.facilitator, number_prefix="SPR-", fik_creditor="11111111")
    other = people.cohort(sister, starts_in=-10, published_by=year.facilitator)
    seats = [factories.seats(cohort, year.facilitator, 1)[0] for cohort in (year, other)]
    results = together(*[lambda seat=seat: issue(seat, by=year.facilitator) for seat in seats])
    assert sorted(result.sequence for result in results) == [1, 1]


def test_two_credits_at_once_never_exceed_the_invoice(year):
    (seat,) = factories.seats(year, year.facilitator, 1)
    invoice = issue(seat, by=year.facilitator)

    def credit():
        with transaction.atomic():
            return factories.credit(invoice, by=year.facilitator, net=6000)

    results = together(credit, credit)
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "Invoice"]
    assert [note.net for note in Invoice.objects.filter(kind="credit_note")] == [6000]


def test_payer_is_not_changed_under_the_issue(year):
    (seat,) = factories.seats(year, year.facilitator, 1)

    def change():
        state_payer(seat.payer, legal_name="En anden")

    issued, changed = together(lambda: issue(seat, by=year.facilitator), change)
    # Either order is right; the snapshot and the payer never differ.
    seat.payer.refresh_from_db()
    assert issued.buyer_name == seat.payer.legal_name
    assert changed is None or isinstance(changed, Refused)


def test_two_who_approve_at_once_issue_one_credit_note(year):
    [seat] = factories.seats(year, year.facilitator, 1)
    invoice = issue(seat, by=year.facilitator)
    line = invoice.lines.get()
    request = CreditRequest.objects.ask(
        invoice, reason="wrong_payer", nets={line.pk: line.net}, key=uuid.uuid4(), by=year.facilitator, at=timezone.now()
    )  # fmt: skip
    results = together(*[lambda: request.approve(by=year.facilitator, at=timezone.now())] * 4)
    assert sorted(type(result).__name__ for result in results) == ["Invoice", "Refused", "Refused", "Refused"]
    assert Invoice.objects.count() == 2
