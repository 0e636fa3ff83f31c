from django.db import models


class Dataset(models.Model):
    """A file about areas rather than crimes: populations, lookups, boundaries, weights. It holds as of a day.

    What it says is used for months from `as_of` until the next of the same kind and area set begins; months before the
    first use the first. The same `kind` and `as_of` again takes the place of what was loaded, which stays, `replaced`.
    """

    class Kind(models.TextChoices):
        LSOA_CHANGES = "lsoa_changes", "LSOA 2011 to LSOA 2021"
        WARDS = "wards", "LSOA to ward and district"
        PARTNERSHIPS = "partnerships", "District to partnership and police force"
        CENTRES = "centres", "Population-weighted centres of LSOAs"
        POPULATION = "population", "Residents by LSOA"
        POPULATION_GROUPS = "population_groups", "Residents by group"
        ETHNICITY = "ethnicity", "Residents by ethnic group"
        DEPRIVATION = "deprivation", "Deprivation"
        RURALITY = "rurality", "Rural and urban areas"
        BOUNDARIES = "boundaries", "Boundaries"
        HARM = "harm", "Harm weights"
        AREA_COUNTS = "area_counts", "Recorded crime counted by district"

    kind = models.CharField(max_length=20, choices=Kind)
    as_of = models.DateField()
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=300)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    rejections = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "-as_of", "-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "as_of", "title"], condition=models.Q(replaced=False), name="one_dataset_of_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(rows=models.F("accepted") + models.F("rejected") + models.F("repeated")),
                name="dataset_rows_add_up",
            ),
        ]
