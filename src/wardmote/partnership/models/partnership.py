from django.db import models


class Partnership(models.Model):
    """A community safety partnership. A county one lies over its district ones (`parent`)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="districts_below")
    organisations = models.ManyToManyField("partnership.Organisation", related_name="partnerships", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """Part of a partnership's area, by the name that police files print before the LSOA's number."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="districts")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="one_district_once")]

    def __str__(self) -> str:
        return self.name
