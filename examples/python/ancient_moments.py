"""Reads moments straight from the graph into a pandas DataFrame, in the order of time, with BCE where it belongs.

    python3 -m venv .venv && .venv/bin/pip install -r examples/python/requirements.txt
    .venv/bin/python examples/python/ancient_moments.py --before 1500

The server is the one that the service runs in DATA_DIR (.clockchain), or that of NEO4J_URI, NEO4J_USER and
NEO4J_PASSWORD. Nothing is written: the query goes out as one that only reads, and Neo4j refuses it otherwise.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from neo4j import GraphDatabase, RoutingControl
from neo4j.exceptions import AuthError, ServiceUnavailable

# Integers and text alone: this driver cannot read a Neo4j date before year 1.
QUERY = """
MATCH (m:Moment)
WHERE m.year < $before
RETURN m.sortKey AS sortKey, m.year AS year, m.month AS month, m.day AS day, m.precision AS precision,
       m.edtf AS edtf, m.name AS name, m.city AS city, m.country AS country
ORDER BY m.sortKey DESC
LIMIT $limit
"""


def connection():
    """Address and login, from the environment or from the folder of the service."""
    uri = os.environ.get("NEO4J_URI")
    if uri:
        return uri, (os.environ.get("NEO4J_USER") or "neo4j", os.environ.get("NEO4J_PASSWORD", ""))
    data_dir = Path(os.environ.get("DATA_DIR") or ".clockchain")
    try:
        port = json.loads((data_dir / "ports.json").read_text())["bolt"]
        password = (data_dir / "neo4j-password").read_text().strip()
    except FileNotFoundError:
        sys.exit(f"No Neo4j has run in {data_dir} yet: start the service, or set NEO4J_URI and NEO4J_PASSWORD.")
    return f"bolt://127.0.0.1:{port}", ("neo4j", password)


def date_in_words(moment):
    """Only what is known of a date: a path fills in January, 1 and 00:00 where it has to."""
    year = f"{-moment.year} BCE" if moment.year < 0 else f"{moment.year} CE"
    if moment.precision == "YEAR":
        return year
    month = moment.month.capitalize()
    return f"{month} {year}" if moment.precision == "MONTH" else f"{moment.day} {month} {year}"


def read_moments(before, limit):
    """The last `limit` moments before a year, earliest first."""
    uri, auth = connection()
    with GraphDatabase.driver(uri, auth=auth) as driver:
        frame = driver.execute_query(
            QUERY,
            before=before,
            limit=limit,
            routing_=RoutingControl.READ,
            database_=os.environ.get("NEO4J_DATABASE") or "neo4j",
            result_transformer_=lambda result: result.to_df(),
        )
    if frame.empty:
        return frame
    frame = frame.sort_values("sortKey", ignore_index=True)
    frame["date"] = [date_in_words(moment) for moment in frame.itertuples()]
    # NumPy counts as sortKey does, in minutes since 1970, and knows years below 0 (there 44 BCE is -43, as in EDTF).
    # pandas holds such times in seconds, for differences and plots; its nanoseconds would end in 1677.
    instants = frame["sortKey"].to_numpy(dtype="int64").astype("datetime64[m]").astype("datetime64[s]")
    frame["yearsBeforeNext"] = np.append(np.diff(instants) / np.timedelta64(1, "D") / 365.2425, np.nan).round(1)
    return frame


def main():
    parser = argparse.ArgumentParser(description="Moments before a year, in the order of time.")
    parser.add_argument("--before", type=int, default=1500, help="a year, negative for BCE (default 1500)")
    parser.add_argument("--limit", type=int, default=20)
    arguments = parser.parse_args()
    if arguments.before == 0:
        parser.error("there is no year 0: 1 BCE (-1) is followed by 1 CE")
    try:
        frame = read_moments(arguments.before, arguments.limit)
    except (ServiceUnavailable, AuthError) as error:
        sys.exit(f"The graph does not answer: {error}")
    if frame.empty:
        print("No moments there.")
        return
    with pd.option_context("display.width", 160, "display.max_columns", None):
        print(frame[["date", "edtf", "name", "city", "yearsBeforeNext"]].to_string(index=False))


if __name__ == "__main__":
    main()
