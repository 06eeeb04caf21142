"""Names, places and departments of Nordwerk AG. All people are invented."""

from influencer_hub.sample.looks import DARK_SKINS, LIGHT_SKINS, WARM_SKINS

# Share in a hundred, skins, share of women with a headscarf, women's names, men's names, last names.
ORIGINS: tuple[tuple[int, tuple[str, ...], float, str, str, str], ...] = (
    (
        56,
        LIGHT_SKINS,
        0.0,
        ("Anke Antje Birgit Britta Carolin Christiane Dörte Elke Femke Franziska Frieda Gesa Greta Hanna Heike Ida Imke "
        "Inga Jana Johanna Jule Karla Katrin Kerstin Klara Lara Leonie Lotte Luise Maike Maren Marie Meike Merle Nele "
        "Nora Paula Petra Renate Rieke Sabine Silke Sina Svea Swantje Tanja Ulrike Ute Wiebke"),
        ("Andreas Arne Bastian Bernd Björn Carsten Christoph Daniel Detlef Dirk Eike Enno Fabian Felix Florian Frank Georg "
        "Hauke Heiko Henning Holger Ingo Jan Jens Jonas Jörg Jürgen Kai Klaus Lars Lennart Lukas Malte Marius Matthias "
        "Michael Niklas Ole Paul Philipp Ralf Rüdiger Sebastian Sönke Stefan Steffen Sven Thilo Tim Torben Uwe Volker"),
        ("Ahrens Albers Bauer Becker Behrens Böhme Brandt Brückner Busch Claßen Detmers Döring Ebeling Engel Faßbender "
        "Fischer Freese Friedrich Gärtner Gerken Göbel Grabowski Größmann Hagemann Harms Hartwig Heßling Hinrichs Hoyer "
        "Jäger Janßen Kaminski Keller Knöfel Köhler Köster Krämer Kröger Krüger Lange Lüders Lübbers Maaß Meinken Meyer "
        "Möhlmann Möller Müller Nießen Oltmanns Osterloh Pfeiffer Preuß Quade Rademacher Rehbein Reiß Rodewald Rößler "
        "Runge Sander Schäfer Schlüter Schönfeld Schröder Schünemann Schütte Seeger Siemers Stöver Strauß Teichmann "
        "Thießen Tiedemann Uhlig Vogel Voß Wagner Warnecke Weber Wefer Weidner Wessels Wißmann Wülfing Zielke Zöllner"),
    ),
    (
        11,
        WARM_SKINS,
        0.38,
        ("Ayşe Betül Büşra Çiğdem Derya Ebru Elif Emine Esra Fatma Gizem Gülşah Hatice Melike Nazlı Özlem Pınar Sevgi Tuğba "
        "Zeynep"),
        ("Ahmet Barış Burak Cem Doğan Emre Erkan Fatih Gökhan Halil İbrahim Kerem Levent Mehmet Murat Onur Özgür Serkan "
        "Tolga Yusuf"),
        ("Acar Aksoy Arslan Aydın Bozkurt Bulut Çelik Çetin Demir Doğan Erdoğdu Güneş İnan Kaplan Karagöz Kılıç Koç Korkmaz "
        "Özdemir Polat Şahin Şimşek Taş Türkmen Uçar Ünal Yalçın Yavuz Yıldız"),
    ),
    (
        10,
        LIGHT_SKINS,
        0.0,
        ("Agnieszka Alicja Beata Ewelina Gabriela Iwona Joanna Justyna Katarzyna Magdalena Małgorzata Natalia Paulina "
        "Wioletta Zofia"),
        ("Andrzej Bartosz Dariusz Grzegorz Jakub Krzysztof Łukasz Marcin Mateusz Michał Paweł Przemysław Rafał Sławomir "
        "Tomasz Wojciech"),
        ("Adamczyk Błaszczyk Dąbrowski Gołębiewski Jabłoński Jaśkiewicz Kołodziej Kowalczyk Krawiec Łuczak Majchrzak Nowak "
        "Pawłowicz Piątek Rogoź Sęk Sikora Szczepaniak Szymczak Świątek Walczak Wróbel Zając Ziółko"),
    ),
    (
        4,
        LIGHT_SKINS,
        0.0,
        "Ánh Hoa Hương Lan Linh Mai Ngọc Phương Thảo Trang",
        "An Bảo Dũng Đức Hải Hùng Long Minh Quân Tuấn",
        "Bùi Đặng Đỗ Hoàng Huỳnh Lê Ngô Nguyễn Phạm Phan Trần Vũ",
    ),
    (
        5,
        WARM_SKINS,
        0.0,
        "Alessia Caterina Chiara Elisa Federica Francesca Ilaria Lucia Martina Serena",
        "Alessandro Andrea Davide Enzo Fabio Gianluca Lorenzo Luca Matteo Salvatore",
        "Bianchi Caruso D’Angelo De Luca Esposito Fontana Gallo Lombardi Marchetti Moretti Ricci Rizzo Romano Santoro",
    ),
    (
        5,
        LIGHT_SKINS,
        0.0,
        "Amélie Aurélie Camille Chloé Élodie Inès Léa Manon Océane Solène Zoé",
        "Antoine Baptiste Clément Étienne Gaël Hugo Jérôme Loïc Rémi Théo Yann",
        "Beaulieu Bézier Chevalier Dufour Fabre Garnier Lefèvre Léger Marchand Moreau Perrin Rousseau Thévenot",
    ),
    (
        4,
        LIGHT_SKINS,
        0.0,
        "Alice Beth Charlotte Eleanor Grace Imogen Rosie Sophie",
        "Alistair Ben Callum Harry Jack Oliver Rhys Toby",
        "Abbott Barlow Clarke Fletcher Hughes MacLeod O’Brien Pemberton Shaw Whitaker",
    ),
    (
        5,
        DARK_SKINS,
        0.12,
        "Abena Adaeze Aïcha Akua Aminata Chiamaka Efua Fatou Makena Ngozi Wanjiru Zainab",
        "Abdou Chidi Emeka Femi Ibrahima Kofi Kwabena Mamadou Oluwaseun Samuel Sekou Tendai",
        "Adeyemi Agyeman Appiah Asante Balogun Boateng Cissé Diallo Eze Mensah-Bonsu Nwosu Okafor Osei Owusu Sow Traoré",
    ),
)  # fmt: skip

# Town, time zone, share in a hundred, share of people who read German.
PLACES = (
    ("Bremen", "Europe/Berlin", 34, 0.93),
    ("Görlitz", "Europe/Berlin", 13, 0.95),
    ("Würzburg", "Europe/Berlin", 12, 0.93),
    ("Saarbrücken", "Europe/Berlin", 11, 0.93),
    ("Lüneburg", "Europe/Berlin", 9, 0.96),
    ("Köln", "Europe/Berlin", 9, 0.92),
    ("Wrocław", "Europe/Warsaw", 6, 0.25),
    ("Lyon", "Europe/Paris", 3, 0.1),
    ("İzmir", "Europe/Istanbul", 3, 0.15),
)
# Department, share in a hundred, share of people without a mailbox of the company.
DEPARTMENTS = (
    ("Netz & Betrieb", 18, 0.17),
    ("Fernwärme", 14, 0.2),
    ("Wärmepumpen", 10, 0.08),
    ("Ausbildung", 10, 0.12),
    ("IT & Leitstand", 12, 0.0),
    ("Kundendienst", 12, 0.0),
    ("Einkauf", 7, 0.0),
    ("Personal", 5, 0.0),
    ("Forschung", 5, 0.0),
    ("Öffentlichkeitsarbeit", 4, 0.0),
    ("Recht", 3, 0.0),
)
HEADLINES_DE = (
    "Ich zeige, was unter der Straße liegt.",
    "Frühschicht, Kaffee, los.",
    "Zweites Lehrjahr, ungefiltert.",
    "Schichtarbeit und Familie: es geht, meistens.",
    "Ich erkläre Netze am Küchentisch.",
    "Wärme ist ein Handwerk.",
    "Nachts um drei ist alles grün.",
    "Was eine Pumpe mit Geduld zu tun hat.",
    "Fragen zur Ausbildung? Immer her damit.",
    "Ich sammle Bilder von alten Armaturen.",
    "Baustellen haben auch gute Tage.",
    "Mehr zuhören als senden.",
    "Quereinstieg mit vierzig. Läuft.",
    "Technik ohne Abkürzungen.",
    "Kupfer, Kabel, Kollegium.",
    "Ich poste selten und dann gern.",
)
HEADLINES_EN = (
    "Cables, coffee, colleagues.",
    "I explain grids at the kitchen table.",
    "What a pump has to do with patience.",
    "Load curves and long walks.",
    "Career change at forty. Going well.",
    "Listening more than posting.",
    "Three countries, one network.",
    "Old valves, new ideas.",
)
