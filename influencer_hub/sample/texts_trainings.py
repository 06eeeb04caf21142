"""The trainings of Nordwerk AG: their words in German and English, and where and by whom they are held."""

from influencer_hub.sample.training_texts import STEP_FREE, TrainingText, points

TRAININGS = (
    TrainingText(
        "wenns-stuermt",
        ("mut",),
        ("Wenn’s stürmt: ruhig bleiben bei Gegenwind", "When it storms: staying calm in a headwind"),
        (
            "Anderthalb Stunden darüber, was unter Beiträgen passieren kann, und was du dann tust. Oder lässt.",
            "An hour and a half about what can happen below a post, and what you do then. Or leave.",
        ),
        (
            points(
                "Drei Arten von Kommentaren, und welche eine Antwort verdienen",
                "Sätze, mit denen du aus einem Streit herauskommst, ohne klein beizugeben",
                "Wen du anrufst, wenn es dir zu viel wird, auch abends",
            ),
            points(
                "Three kinds of comment, and which of them deserve an answer",
                "Sentences that get you out of a quarrel without giving in",
                "Whom to call when it gets too much, in the evening as well",
            ),
        ),
        ("Frauke Petersen", "Ömer Şahin"),
        90,
        16,
    ),
    TrainingText(
        "handyfotos",
        ("foto-video",),
        ("Fotografieren mit dem Handy: Werkshalle bei schlechtem Licht", "Photographs with your phone: a workshop in bad light"),
        (
            ("Zwei Stunden, in denen du lernst, wie aus Neonröhre, Schweißfunken und Regenwetter gute Bilder werden. "
            "Du brauchst nur dein eigenes Telefon."),
            "Two hours in which strip lights, welding sparks and rain turn into good pictures. All you need is your own phone.",
        ),
        (
            points(
                "Drei Einstellungen, die fast jedes Hallenfoto retten",
                "Wen du fragen musst, bevor eine Kollegin oder ein Kollege im Bild ist",
                "Was nicht ins Bild gehört: Kundenanlagen, Bildschirme, Ausweise",
            ),
            points(
                "Three settings that save almost any workshop photo",
                "Whom to ask before a colleague is in the picture",
                "What does not belong in it: customers’ plants, screens, badges",
            ),
        ),
        ("Kwame Mensah",),
        120,
        12,
        (("Bremen", "Halle 3, Treffpunkt Pforte Süd"), ("Görlitz", "Lehrwerkstatt"), ("Würzburg", "Leitstand")),
        access=STEP_FREE,
        bring=("Sicherheitsschuhe, Helm bekommst du vor Ort", "Safety shoes; a helmet is there for you"),
    ),
    TrainingText(
        "sicher-schreiben",
        ("schreiben", "recht"),
        ("Sicher schreiben: Was darf ich posten, und was lieber nicht?", "Writing safely: what may I post, and what had I better not?"),
        (
            "Recht, ohne dass es wehtut. Mit echten Beispielen, über die wir reden, statt sie zu verbieten.",
            "Law that does not hurt. With real examples that we talk about instead of forbidding them.",
        ),
        (
            points(
                "Wann „Werbung“ dabeistehen sollte, und warum",
                "Zahlen, Kundennamen, Baustellen: was intern bleibt",
                "An wen du dich wendest, bevor du postest, wenn du unsicher bist",
            ),
            points(
                "When “Anzeige” should stand beside a post, and why",
                "Figures, customers’ names, building sites: what stays inside",
                "Whom to turn to before you post if you are not sure",
            ),
        ),
        ("Marie-Luise Grünewald",),
        90,
        20,
    ),
    TrainingText(
        "barrierefrei-posten",
        ("schreiben", "barrierefreiheit"),
        ("Barrierefrei posten: Alternativtexte und Untertitel in 45 Minuten", "Posts for everybody: alternative text and captions in 45 minutes"),
        (
            "Ein Satz unter dem Bild, und ein Kollege mehr kann mitlesen. Wir üben an deinen eigenen Bildern.",
            "One sentence below a picture, and one colleague more can follow. We practise with your own pictures.",
        ),
        (
            points("Alternativtexte, die etwas erzählen", "Untertitel in fünf Minuten", "Hashtags, die vorgelesen gut klingen"),
            points("Alternative text that tells something", "Captions in five minutes", "Hashtags that sound right when read out"),
        ),
        ("Lena Weiß",),
        45,
        24,
        access=("Live-Untertitel und Gebärdensprache", "Live captions and sign language"),
    ),
    TrainingText(
        "vor-der-kamera",
        ("foto-video",),
        ("Auftritt vor der Kamera: 30 Sekunden über deine Arbeit", "In front of the camera: 30 seconds about your work"),
        (
            "Einmal im echten Studio stehen, mit Leuten, die selbst nervös waren. Nichts davon wird veröffentlicht.",
            "Stand in a real studio once, with people who were nervous themselves. None of it is published.",
        ),
        (
            points("Wohin mit den Händen", "Ein erster Satz, der trägt", "Deine Aufnahme zum Mitnehmen, nur für dich"),
            points("What to do with your hands", "A first sentence that carries", "Your recording to take home, for you alone"),
        ),
        ("Giulia Ferraro",),
        120,
        8,
        (("Bremen", "Studio 1"), ("Köln", "Medienraum, 2. Stock")),
        access=STEP_FREE,
    ),
    TrainingText(
        "urheberrecht",
        ("recht",),
        ("Urheberrecht und Persönlichkeitsrecht: die zehn häufigsten Fragen", "Copyright and portrait rights: the ten most common questions"),
        (
            "Fünfundvierzig Minuten, zehn Fragen, zehn Antworten in normalem Deutsch. Bring gern eine elfte mit.",
            "Forty-five minutes, ten questions, ten answers in plain words. Bring an eleventh if you like.",
        ),
        (
            points("Wem ein Foto gehört, das du auf der Arbeit machst", "Musik unter Videos", "Was gilt, wenn Kinder im Bild sind"),
            points("Who owns a photo that you take at work", "Music below videos", "What applies when children are in the picture"),
        ),
        ("Marie-Luise Grünewald",),
        45,
        30,
    ),
    TrainingText(
        "profil-und-grenzen",
        ("mut",),
        ("Dein Profil, deine Grenzen", "Your profile, your boundaries"),
        (
            "Eine ruhige Stunde für den Anfang: was du zeigen willst, wem, und wie weit du gehst.",
            "A quiet hour to begin with: what you want to show, to whom, and how far you go.",
        ),
        (
            points("Ein Satz, wofür du stehst", "Wer was sieht, und wie du es änderst", "Wie du Pause machst, ohne etwas zu erklären"),
            points("One sentence about what you stand for", "Who sees what, and how to change it", "How to pause without explaining"),
        ),
        ("Selma Öztürk",),
        60,
        18,
    ),
    TrainingText(
        "mastodon-und-bluesky",
        ("netzwerke",),
        ("Mastodon und Bluesky für Neugierige", "Mastodon and Bluesky for the curious"),
        (
            "Zwei Netzwerke ohne Lautsprecher. Wir schauen uns gemeinsam um, niemand muss ein Konto anlegen.",
            "Two networks without loudspeakers. We look round together, nobody has to open an account.",
        ),
        (
            points("Wie du Leute aus deinem Fach findest", "Was anders ist als bei LinkedIn", "Wie du ein Konto wieder loswirst"),
            points("How to find people of your trade", "What differs from LinkedIn", "How to get rid of an account again"),
        ),
        ("Aylin Yıldırım",),
        60,
        20,
        hybrid=True,
        places=(("Würzburg", "Raum Main"),),
        access=STEP_FREE,
    ),
    TrainingText(
        "explained-like-weather",
        ("schreiben",),
        ("Erklärt wie das Wetter: über Technik schreiben", "Explained like weather: writing about technical work"),
        (
            "Lastprognosen, Schweißnähte, Datenleitungen: wie du Menschen davon erzählst, die nicht vom Fach sind.",
            "Load forecasts, weld seams, data lines: how to tell people about them who are not in the trade.",
        ),
        (
            points("Ein Bild statt drei Abkürzungen", "Womit du anfängst, und was du weglässt", "Gegenlesen zu zweit"),
            points("One image instead of three abbreviations", "What to begin with, and what to leave out", "Reading each other’s drafts in pairs"),
        ),
        ("Aylin Yıldırım",),
        75,
        14,
        language="en",
    ),
    TrainingText(
        "thirty-seconds",
        ("foto-video",),
        ("Dreißig Sekunden reichen: kurze Filme mit dem Telefon", "Thirty seconds are plenty: short films with your phone"),
        (
            "Drehen, schneiden, untertiteln, an einem Nachmittag. Deine Hände genügen, dein Gesicht muss nicht ins Bild.",
            "Film, cut and caption in one afternoon. Your hands will do, your face need not be in it.",
        ),
        (
            points("Drei Einstellungen, die einen Film ergeben", "Ton, den man versteht", "Schneiden auf dem Telefon"),
            points("Three shots that make a film", "Sound that people understand", "Cutting on your phone"),
        ),
        ("Giulia Ferraro", "Thorben Kühl"),
        180,
        10,
        (("Bremen", "Halle 3, Galerie"), ("Saarbrücken", "Baubüro Nord"), ("Lyon", "Atelier 2")),
        language="en",
        access=STEP_FREE,
        bring=("Dein geladenes Telefon", "Your phone, charged"),
    ),
    TrainingText(
        "ausbildungskanal",
        ("netzwerke", "mut"),
        ("Eine Woche übernehmen: der Ausbildungskanal", "Taking over for a week: the apprentices’ channel"),
        (
            "Für Auszubildende, die zeigen wollen, wie Ausbildung wirklich ist: Frühschicht, Fehlersuche, Freude.",
            "For apprentices who want to show what an apprenticeship is like: early shift, fault finding, joy.",
        ),
        (
            points("Ein Plan für fünf Tage, der Luft lässt", "Was die Ausbildungsleitung wissen sollte", "Rückendeckung, wenn es laut wird"),
            points("A plan for five days that leaves room", "What your training supervisor should know", "Backing when it gets loud"),
        ),
        ("Nguyễn Thị Hà",),
        90,
        15,
        (("Görlitz", "Lehrwerkstatt"), ("Bremen", "Ausbildungszentrum")),
        access=STEP_FREE,
    ),
    TrainingText(
        "linkedin-ohne-floskeln",
        ("schreiben", "netzwerke"),
        ("LinkedIn ohne Floskeln", "LinkedIn without phrases"),
        (
            "Wie du dort nach dir klingst. Wir streichen gemeinsam, bis nur noch stehen bleibt, was stimmt.",
            "How to sound like yourself there. We cross out together until only what is true remains.",
        ),
        (
            points("Ein Profilsatz ohne „leidenschaftlich“", "Ein Beitrag in zwanzig Minuten", "Kommentieren ist auch Schreiben"),
            points("A profile line without “passionate”", "A post in twenty minutes", "Commenting is writing, too"),
        ),
        ("Dirk Großekathöfer",),
        75,
        16,
    ),
    TrainingText(
        "kommentare",
        ("mut", "schreiben"),
        ("Zuhören in Kommentaren: antworten, stehen lassen, löschen", "Listening in comments: answer, leave, delete"),
        (
            "Auch wer nie selbst postet, kann eine Stimme sein. Ein Vormittag über das Antworten.",
            "You can be a voice without ever posting yourself. A morning about answering.",
        ),
        (
            points("Fragen, die ein Gespräch öffnen", "Wann Löschen richtig ist", "Antworten auf Baustellenärger"),
            points("Questions that open a conversation", "When deleting is right", "Answering anger about building sites"),
        ),
        ("Selma Öztürk", "Dirk Großekathöfer"),
        150,
        12,
        (("Saarbrücken", "Baubüro Nord"), ("Lüneburg", "Alte Schmiede")),
        access=STEP_FREE,
    ),
    TrainingText(
        "beruf-und-privat",
        ("mut",),
        ("Beruf und privat: wo ziehst du die Linie?", "Work and home: where do you draw the line?"),
        (
            "Ein Gespräch in kleiner Runde. Es gibt keine richtige Antwort, aber gute Fragen.",
            "A conversation in a small group. There is no right answer, but there are good questions.",
        ),
        (
            points("Deine Linie, aufgeschrieben", "Einstellungen, die sie halten", "Was du Familie und Freunden sagst"),
            points("Your line, written down", "Settings that hold it", "What to tell family and friends"),
        ),
        ("Frauke Petersen",),
        60,
        10,
        (("Lüneburg", "Alte Schmiede"), ("Wrocław", "Sala 12"), ("İzmir", "Toplantı odası 3")),
        hybrid=True,
        access=STEP_FREE,
    ),
)  # fmt: skip
