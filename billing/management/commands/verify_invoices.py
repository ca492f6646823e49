"""Go through the books: says in one line that all is well, or what is not."""

import gc

from django.core.management.base import BaseCommand, CommandError, no_translations

from members.wording import kroner

from ...verifying import Tally, verify


class Command(BaseCommand):
    help = "Recomputes every number, date, sum, link and file of everything issued; exit code 1 if anything is wrong."

    @no_translations
    def handle(self, **options):
        tally, wrong = Tally(), 0
        gc.freeze()  # what is loaded by now stays to the end: only what was read is looked through
        for finding in verify(tally):
            wrong += 1
            self.stdout.write(finding)
        seen = (
            f"{tally.invoices} invoices, {tally.credit_notes} credit notes, {tally.files} files, "
            f"{kroner(tally.gross)} in all"
        )
        waits = f"; of {tally.unfinished} the files are not all made yet" if tally.unfinished else ""
        if wrong:
            raise CommandError(f"{wrong} things are wrong in {seen}{waits}.")
        self.stdout.write(f"All is well: {seen}{waits}.")
