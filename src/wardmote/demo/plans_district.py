"""The districts' plan: four themes, twenty-eight numbered actions. Every word is made up."""

from wardmote.demo.plans_types import TEAM, Part, Row, Theme

_ASB = f"{TEAM} (anti-social behaviour co-ordinator)"
_PROJECTS = f"{TEAM} (projects officer)"
_LEADER = f"{TEAM} (team leader)"
_MANAGER = "Downs District Council licensing and community safety manager"
_HOMES, _POLICE, _FIRE = "Larkfield Homes", "Ridgeway Constabulary", "Ridgeway Fire and Rescue"

DISTRICT = (
    Theme(
        "Vulnerability: one answer to people who need many services "
        "(police and crime plan priority 1; county priorities 1, 4)",
        (
            Part(
                "Anti-social behaviour",
                (
                    Row("1", "Hold a panel each month on the people and places that worry more than one agency, and on "
                        "victims who have called before.",
                        ("case reviews asked for, where, and what came of each",
                         "hidden cameras fitted for people at risk"),
                        (f"{_ASB}, for the joint tasking panel", _HOMES), "Ongoing"),
                    Row("2", "Use community protection warnings early and follow each one up, at neighbourhood "
                        "meetings to which every agency with a part in them comes.",
                        ("warnings and notices issued, and those that were broken",
                         "landlords’ own steps: cautions and agreements on behaviour"),
                        (_ASB, _HOMES), "Ongoing"),
                    Row("3", "Open a Safe Places scheme in the market towns of the Vale by 31 March 2025.",
                        ("towns with a scheme", "places signed up in each town", "champions trained",
                         "what follow-up visits to the places found"),
                        (_PROJECTS,), "31 March 2025"),
                ),
                ("incidents of anti-social behaviour reported to police, councils and landlords",),
            ),
            Part(
                "Domestic abuse",
                (
                    Row("4", "Pay for outreach to victims of domestic abuse, and learn from it what is changing.",
                        ("people helped, by age and place", "average wait for a first meeting",
                         "what those helped say of it", "people who came back", "changes made to the service"),
                        (f"{TEAM}, on behalf of the outreach service",), "Ongoing"),
                    Row("5", "Make the homes of victims of abuse and burglary safe, quickly enough to be of use.",
                        ("homes made safe, with the average and the whole cost", "people passed on to other services",
                         "a way of asking afterwards whether it helped", "days from asking to the work being done"),
                        (f"{TEAM}, on behalf of the repairs service",), "Ongoing"),
                    Row("6", "Follow the recommendations of domestic homicide reviews to their end at each board.",
                        ("recommendations carried out",), (_LEADER,), "Quarterly"),
                    Row("7", "Agree how a victim of abuse gets a safe bed the same night.",
                        ("providers met", "procedure drafted and agreed", "procedure made known to residents and staff",
                         "its action plan carried out"),
                        (f"{TEAM} (with housing)", _HOMES), "December 2024"),
                    Row("8", "Back the national campaigns on domestic abuse, and bring them into schools.",
                        ("one local campaign a year beside the national one",
                         "lessons on healthy relationships given with schools"),
                        (_PROJECTS,), "Ongoing"),
                ),
                ("domestic abuse reported to the police", "sexual offences reported to police and support services"),
            ),
            Part(
                "Modern slavery",
                (
                    Row("9", "Help staff and residents to know modern slavery when they see it.",
                        ("what it is, what to look for and whom to tell, made known", "staff trained",
                         "a standing item at the panel"),
                        (_LEADER,), "Ongoing"),
                    Row("10", "Write down how housing and safety teams act when a victim of slavery needs a home.",
                        ("protocol agreed and in use",), (_LEADER,), "September 2024"),
                    Row("11", "Carry out here what the county’s group on modern slavery decides.",
                        ("its decisions carried out in both districts",), (_MANAGER,), "Ongoing"),
                    Row("12", "Give front-line staff and contractors a card on which to pass on a worry.",
                        ("card approved for use", "staff, councillors and contractors shown how to use it",
                         "cards read by the team and taken to the panel"),
                        (_LEADER,), "June 2025"),
                ),
                ("cases passed to the national referral mechanism, by kind",),
            ),
            Part(
                "Rural crime",
                (
                    Row("13", "Pay for prevention in the villages, so that people feel safe on farms and at home.",
                        ("projects carried out in villages", "joint operations with farmers and what they found",
                         "steps of the police’s rural plan supported"),
                        (_LEADER, _POLICE), "Ongoing"),
                ),
                ("rural crime reported to the police",),
            ),
            Part(
                "Burglary",
                (
                    Row("14", "Visit every home that was burgled and its neighbours, and help to make both harder to "
                        "enter.",
                        ("small repairs done for victims – cross referenced with ref no. 5",
                         "prevention advice given with partners"),
                        (_LEADER, _FIRE, _POLICE), "30 September 2025"),
                ),
                ("burglary of homes reported to the police", "other burglary reported to the police"),
            ),
        ),
    ),
    Theme(
        "Prevention and early intervention: safe places, online and off "
        "(police and crime plan priority 2; county priority 1)",
        (
            Part(
                "Online crime",
                (
                    Row("15", "Take national advice on fraud and online safety to residents and firms.",
                        ("ties made between agencies, and what works shared",), (_PROJECTS,), "Ongoing"),
                    Row("16", "Run workshops for parents on keeping children safe online.",
                        ("two workshops tried out, and how many came", "what those who came say"),
                        (_PROJECTS,), "March 2025"),
                ),
                ("how far residents fear crime, from the councils’ surveys",),
            ),
            Part(
                "Exploitation of children",
                (
                    Row("17", "Find and pay for projects for young people at risk from others or from themselves.",
                        ("two projects carried out, where, and with what result",), (_PROJECTS,), "March 2026"),
                    Row("18", "Bring a play about exploitation to secondary schools.",
                        ("performances in schools", "what pupils and staff say"), (_PROJECTS,), "Ongoing"),
                    Row("19", "Keep Hotel Watch going, so that hotels notice and report.",
                        ("staff trained, and where", "test bookings made, and what followed",
                         "cross referenced with ref no. 21"),
                        (_PROJECTS, _POLICE), "Quarterly"),
                    Row("20", "Carry out here what the county’s group on child exploitation decides.",
                        ("its decisions carried out – cross referenced with ref no. 13 and 14",), (_MANAGER,),
                             "Ongoing"),
                ),
            ),
            Part(
                "Female genital mutilation",
                (
                    Row("21", "Support the local charities that speak about female genital mutilation.",
                        ("projects supported, and whom they reached",), (_PROJECTS, "Harbour Voices"), "Ongoing"),
                ),
            ),
            Part(
                "Hate crime",
                (
                    Row("22", "Train landlords and advice services on hate crime, and open places where it can be "
                        "reported, by 31 March 2025.",
                        ("two training days held, and who came", "reporting places open, and where"),
                        (_ASB, _HOMES), "31 March 2025"),
                ),
                ("hate crime reported to the police",),
            ),
        ),
    ),
    Theme(
        "Reducing re-offending: harm followed to where it comes from "
        "(police and crime plan priority 3; county priority 3)",
        (
            Part(
                "Homes after prison",
                (
                    Row("23", "Pay for supported homes for at least five people leaving prison.",
                        ("residents from the districts", "of them, those who have not offended again",
                         "of them, those in work or volunteering", "of them, those who found a home and kept it"),
                        (f"{TEAM}, on behalf of the housing charity", "Ridgeway Probation"), "Ongoing"),
                ),
                ("violence reported to the police", "incidents at licensed premises",
                 "people at the emergency department after self-harm, drugs, drink or violence"),
            ),
            Part(
                "Drugs and alcohol",
                (
                    Row("24", "Work with pubs and clubs on nights out that end well.",
                        ("the year’s night-time plan carried out, with a second alcohol partnership in a market town",),
                        (_PROJECTS,), "March 2025"),
                    Row("25", "Ask whether the public spaces protection orders of the three towns work.",
                        ("what agencies say at their meetings", "fixed penalties given"), (_ASB,), "October 2025"),
                ),
            ),
        ),
    ),
    Theme(
        "Serious organised crime and terrorism: seen and answered locally "
        "(police and crime plan priority 4)",
        (
            Part(
                "Serious organised crime",
                (
                    Row("26", "Disrupt the lines that bring drugs in, and protect those whom they use.",
                        ("the year’s plan on county lines carried out",
                         "Cross referenced with ref no. 8,11,12,16 and 21"),
                        (_POLICE, TEAM), "Ongoing"),
                ),
                ("closure orders obtained by the police",),
            ),
            Part(
                "Terrorism",
                (
                    Row("27", "See that every agency does its duty to keep people from being drawn into terrorism.",
                        ("the year’s Prevent plan carried out, with a check of each agency",), (_LEADER,), "Ongoing"),
                    Row("28", "Take part in the Channel panel.",
                        ("panels attended", "information given", "actions done"), (_MANAGER,), "Ongoing"),
                ),
            ),
        ),
    ),
)  # fmt: skip
