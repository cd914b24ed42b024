"""What surveys say (问卷): counts and shares of answers, how many were asked, and how satisfied they are."""

from hengji.proofreading.reading import Claims

from .answers import answers
from .samples import samples
from .satisfaction import satisfaction
from .spoken import spoken
from .unknowns import unknowns

SURVEYS: tuple[Claims, ...] = (answers, samples, satisfaction, spoken, unknowns)
