from django.db import models


class LoadedFile(models.Model):
    """A police file whose rows were taken: one kind, one force, one month. It is held until a later run replaces it.

    `columns` are those of its header, in its order, by which a change of layout over the years is seen; `no_area`
    counts rows with coordinates and no LSOA, `no_location` rows with neither; `remarks` is what is worth knowing, as
    [NOTE, DEFECT or STEP, words]: a defect is a month whose figures look like a fault of recording, a step a level that
    changed with the month and stayed.
    """

    NOTE, DEFECT, STEP = "note", "defect", "step"

    class Kind(models.TextChoices):
        STREET = "street", "Street-level crime"
        OUTCOMES = "outcomes", "Outcomes"
        STOPS = "stops", "Stop and search"

    run = models.ForeignKey("evidence.LoadRun", on_delete=models.PROTECT, related_name="loaded")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.STREET)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    force = models.CharField(max_length=41)
    month = models.CharField(max_length=7)
    synthetic = models.BooleanField()
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    no_location = models.PositiveIntegerField()
    no_area = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_in = models.ForeignKey(
        "evidence.LoadRun", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "force", "month"], condition=models.Q(replaced_in=None), name="one_file_held_a_month"
            ),
            models.CheckConstraint(
                condition=models.Q(rows=models.F("accepted") + models.F("rejected") + models.F("repeated")),
                name="file_rows_add_up",
            ),
        ]

    @property
    def defects(self) -> list[str]:
        return [said for sort, said in self.remarks if sort == self.DEFECT]

    @property
    def steps(self) -> list[str]:
        return [said for sort, said in self.remarks if sort == self.STEP]

    @property
    def notes(self) -> list[str]:
        return [said for sort, said in self.remarks if sort == self.NOTE]


class RejectedLine(models.Model):
    """A line of a police file that could not be accepted, and why. The text is cut."""

    TEXT_KEPT = 300

    file = models.ForeignKey(LoadedFile, on_delete=models.CASCADE, related_name="rejected_lines")
    line_number = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    text = models.CharField(max_length=TEXT_KEPT, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "line_number"], name="a_line_is_rejected_once")]
