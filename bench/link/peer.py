"""Splink on one of our sets, by bench/link/run.ts: writes its clusters at several thresholds and prints one JSON line of times.

    python peer.py KIND RECORDS OUT THREADS     KIND: historical | contacts; RECORDS: CSV or Parquet; OUT: a directory

`historical`: blocking rules and comparisons of Splink's own demonstration on that data. `contacts`: a configuration for people at work
made with care: as much as Splink lets one say about names, mailboxes, telephones, employers and places.
"""

import json
import os
import resource
import sys
import time

import duckdb
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLDS = [0, 2, 4, 6, 8, 10, 15, 20, 25, 30]


def historical(db, source):
    people = db.execute(f"SELECT * RENAME (record_id AS unique_id) FROM {source}").fetch_df()
    exact = lambda column: compare.ExactMatch(column).configure(term_frequency_adjustments=True)
    return {
        "people": people,
        "rules": [
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("dob", "birth_place"),
            block_on("substr(postcode_fake,1,3)", "dob"),
            block_on("substr(postcode_fake,1,3)", "first_name"),
            block_on("substr(postcode_fake,1,3)", "surname"),
            block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
        "comparisons": [
            compare.ForenameSurnameComparison(
                "first_name", "surname", forename_surname_concat_col_name="first_and_surname"
            ),
            compare.DateOfBirthComparison("dob", input_is_string=True),
            compare.PostcodeComparison("postcode_fake"),
            exact("birth_place"),
            exact("occupation"),
        ],
        "certain": "l.first_name = r.first_name AND l.surname = r.surname AND l.dob = r.dob",
        "train": ["l.first_name = r.first_name AND l.surname = r.surname", "l.dob = r.dob"],
        "sample": 5e6,
    }


def contacts(db, source):
    columns = {row[0] for row in db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    any_of = lambda *names: next((name for name in names if name in columns), None)
    text = lambda *names: f"nullif(trim(lower({any_of(*names) or 'NULL'})), '')"
    phone = lambda name: f"nullif(right(regexp_replace({any_of(name) or 'NULL'}, '[^0-9]', '', 'g'), 10), '')"
    given, family = text("given_name"), text("family_name")
    people = db.execute(
        f"""SELECT record_id::VARCHAR AS unique_id, {given} AS first_name, {family} AS surname, {given} || ' ' || {family} AS full_name,
            {text('middle_name')} AS middle, {text('title')} AS title, {text('organisation', 'company')} AS organisation,
            {text('district')} AS district, {text('city')} AS city, {text('email')} AS email, {text('address1', 'address')} AS address,
            list_distinct(list_filter([{phone('phone1')}, {phone('phone2')}, {phone('phone3')}], x -> x IS NOT NULL)) AS phones,
            coalesce({phone('phone1')}, {phone('phone2')}) AS phone
            FROM {source}""".replace("x -> x", "lambda x: x")
    ).fetch_df()
    people = people.astype(object).where(people.notna(), None)
    area = "district" if "district" in columns else "city"
    frequent = lambda column: compare.ExactMatch(column).configure(term_frequency_adjustments=True)
    lab = area == "city"
    return {
        "people": people,
        "rules": [
            block_on("email"),
            block_on("surname", "first_name", "city") if lab else block_on("surname", "first_name"),
            block_on("surname", "organisation"),
            block_on("first_name", "organisation") if lab else block_on("first_name", "organisation", area),
            *([block_on("surname", "phone")] if lab else []),
        ],
        "comparisons": [
            compare.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="full_name"),
            compare.EmailComparison("email"),
            compare.ArrayIntersectAtSizes("phones", [1]),
            compare.LevenshteinAtThresholds("address", [3]),
            frequent("title"),
            frequent("organisation"),
            compare.ExactMatch(area),
            *([compare.ExactMatch("middle")] if people.middle.notna().any() else []),
        ],
        "certain": "l.email = r.email AND l.surname = r.surname",
        "train": ["l.first_name = r.first_name AND l.surname = r.surname", "l.email = r.email"],
        "sample": 1e6,
    }


def main(kind, records, out, threads):
    clock = [time.time()]
    db = duckdb.connect(os.path.join(out, "splink.duckdb"))
    db.execute(f"SET threads = {int(threads)}")
    source = f"'{records}'" if records.endswith(".parquet") else f"read_csv('{records}', all_varchar = true)"
    plan = (historical if kind == "historical" else contacts)(db, source)
    clock.append(time.time())
    api = DuckDBAPI(connection=db)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=plan["rules"],
        comparisons=plan["comparisons"],
    )
    linker = Linker(api.register(plan["people"]), settings)
    linker.training.estimate_probability_two_random_records_match([plan["certain"]], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=plan["sample"])
    for rule in plan["train"]:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )
    clock.append(time.time())
    pairs = linker.inference.predict(threshold_match_weight=THRESHOLDS[0])
    clock.append(time.time())
    clustering = []
    for threshold in THRESHOLDS:
        started = time.time()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_weight=threshold
        ).as_pandas_dataframe()[["unique_id", "cluster_id"]]
        clustering.append({"threshold": threshold, "seconds": time.time() - started})
        db.register("clusters", clusters)
        path = os.path.join(out, f"clusters-{threshold}.csv")
        db.execute(f"COPY (SELECT unique_id AS record_id, cluster_id FROM clusters) TO '{path}' (HEADER)")
        db.unregister("clusters")
    load, train, predict = (later - earlier for earlier, later in zip(clock, clock[1:]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"load": load, "train": train, "predict": predict, "clustering": clustering, "peakMemory": peak}))


main(*sys.argv[1:])
