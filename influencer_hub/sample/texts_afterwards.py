"""What people say about the training on profile and boundaries: how useful, whether they recommend it, two texts."""

SAID = (
    (5, "yes", "Dass wir die Grenzen gleich zusammen eingestellt haben.", ""),
    (4, "yes", "Die Beispiele aus der Werkstatt, nicht aus dem Lehrbuch.", "Eine halbe Stunde länger."),
    (4, "yes", "", "Mehr Zeit für Fragen am Ende."),
    (5, "yes", "Ich weiß jetzt, was ich nicht zeigen muss.", ""),
    (3, "perhaps", "", "Den Teil über Mastodon kürzer, den kannte ich schon."),
    (5, "yes", "Zu hören, dass „Lesen“ auch schon mitmachen ist.", ""),
    (4, "yes", "Der Ablauf. Erst schauen, dann selbst machen.", ""),
    (2, "no", "", "Auf dem Telefon war die Schrift der Folien zu klein."),
    (4, "perhaps", "Dass niemand etwas vorzeigen musste.", ""),
    (5, "yes", "", ""),
    (4, "yes", "Somebody answered in English, too.", "Slides in English beforehand."),
    (3, "yes", "", "Ein Termin am Nachmittag wäre leichter."),
    (4, "yes", "Das Blatt zum Mitnehmen.", ""),
    (5, "yes", "", ""),
)
