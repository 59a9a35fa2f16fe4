"""Splink 5 on DuckDB as a whole process: reads a CSV, finds candidates, trains or takes a model, predicts, clusters, writes both.

  peer_splink.py families CSV OUT [MODEL]   five tight rules; without MODEL trains one and saves OUT/model.json
  peer_splink.py model CSV OUT MODEL        MODEL's own rules; prints the seconds of blocking and predicting alone

Exits 77 where Splink is not installed. OUT gets pairs.csv and clusters.csv (unique_id, cluster_id).
"""
import json
import pathlib
import sys
import time

try:
    import duckdb
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI
except ImportError:
    sys.exit(77)

RULES = [("given_name", "family_name"), ("given_name", "birth_date"), ("family_name", "birth_date"), ("place", "birth_date"),
         ("given_name", "father_name", "place")]


def tight_settings():
    def frequent(comparison):
        return comparison.configure(term_frequency_adjustments=True)
    return SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        comparisons=[frequent(cl.JaroWinklerAtThresholds("given_name", [0.92, 0.8])),
                     frequent(cl.JaroWinklerAtThresholds("father_name", [0.92, 0.8])),
                     frequent(cl.JaroWinklerAtThresholds("family_name", [0.92, 0.8])),
                     frequent(cl.JaroWinklerAtThresholds("place", [0.9])),
                     cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]), cl.ExactMatch("sex")])


def train(linker, out):
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("given_name", "family_name", "birth_date")], recall=0.4)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("given_name", "family_name"), block_on("place", "birth_date")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    linker.misc.save_model_to_json(str(out / "model.json"), overwrite=True)


def main():
    kind, csv, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    model = sys.argv[4] if len(sys.argv) > 4 else None
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    columns = "* exclude (id, person), id as unique_id" if kind == "families" else "*"
    connection.execute(f"create table records as select {columns} from read_csv('{csv}', all_varchar=true, nullstr='')")
    api = DuckDBAPI(connection=connection)
    settings = json.loads(pathlib.Path(model).read_text()) if model else tight_settings()
    linker = Linker(api.register("records", table_name="persons"), settings, log_level="ERROR")
    if not model:
        train(linker, out)
    began = time.time()
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    predicted = time.time() - began
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
    for frame, name in ((pairs, "pairs"), (clusters, "clusters")):
        connection.execute(f"copy (select * from {frame.physical_name}) to '{out}/{name}.csv' (header)")
    print(f"{predicted:.2f}")


main()
