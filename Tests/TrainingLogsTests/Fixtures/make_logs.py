"""Writes the logs of this folder, each by the package whose format it is, and beside each what was logged: expected.json.

    python3 make_logs.py FOLDER FORMAT ...

Needs for torch: torch, tensorboard; tensors: tensorboard; keras: tensorflow; lightning: lightning-fabric; transformers,
wandb, trackio, mlflow, sqlalchemy, alembic for the formats of their names. csv and jsonl are written by hand. What is
expected comes from the numbers that were logged, never from a file that was read.
"""
import json, math, os, shutil, sys

NAN, INFINITY = float("nan"), float("inf")

def loss(step): return 300 / (step + 1) + 0.1 * math.sin(step)
def accuracy(step): return 1 - 0.9 ** (step + 1)
def strange(step): return [1.0, -0.0, 1e-40, -3.4e38, NAN, INFINITY, -INFINITY, 16777217.0][step % 8]

def plain(value):
    """A number as JSON has it; what it has no form for as text."""
    return value if math.isfinite(value) else {INFINITY: "inf", -INFINITY: "-inf"}.get(value, "nan")

class Run:
    """What was logged of a run."""
    def __init__(self, name="", configuration=None, ending=None):
        self.name, self.configuration, self.ending, self.series = name, configuration or {}, ending, {}
    def log(self, tag, step, value): self.series.setdefault(tag, []).append([step, plain(value)])

def expect(folder, *runs):
    with open(f"{folder}/expected.json", "w") as file:
        json.dump([vars(run) for run in runs], file, indent=1, sort_keys=True)
        file.write("\n")

def single(value):
    import numpy
    with numpy.errstate(over="ignore"): return float(numpy.float32(value))

def shrink(store, *changes):
    """Lays a store out anew in the smallest pages, in the same mode of journal."""
    import sqlite3
    connection = sqlite3.connect(store, isolation_level=None)
    for change in changes: connection.execute(change)
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    for statement in ("journal_mode = delete", "page_size = 512"): connection.execute(f"PRAGMA {statement}")
    connection.execute("VACUUM")
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.close()

def torch(folder):
    from torch.utils.tensorboard import SummaryWriter
    import numpy
    run = Run()
    with SummaryWriter(f"{folder}/runs/one") as writer:
        for step in range(0, 40, 2):
            writer.add_scalar("loss/train", loss(step), step)
            run.log("loss/train", step, single(loss(step)))
            writer.add_scalar("accuracy", accuracy(step), step, new_style=True)
            run.log("accuracy", step, single(accuracy(step)))
            writer.add_scalar("precise", loss(step), step, new_style=True, double_precision=True)
            run.log("precise", step, loss(step))
        for step in range(8):
            writer.add_scalar("strange", strange(step), step)
            run.log("strange", step, single(strange(step)))
        writer.add_histogram("weights", numpy.arange(100.0), 3)
        writer.add_text("note", "no number", 3)
        writer.add_image("picture", numpy.zeros((1, 4, 4), "uint8"), 3)
    # A run that goes on from step 30, whose later points are not to count.
    with SummaryWriter(f"{folder}/runs/one", purge_step=30, filename_suffix=".resumed") as writer:
        for step in range(30, 36, 2):
            writer.add_scalar("loss/train", -loss(step), step)
    run.series["loss/train"] = [point for point in run.series["loss/train"] if point[0] < 30] + [
        [step, single(-loss(step))] for step in range(30, 36, 2)]
    for tag in ("accuracy", "precise"): run.series[tag] = [point for point in run.series[tag] if point[0] < 30]
    expect(folder, run)

def tensors(folder):
    """Every element that a scalar in tensor form may have, by TensorBoard's own writer."""
    from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
    from tensorboard.summary.writer.event_file_writer import EventFileWriter
    import numpy
    run, writer = Run(), EventFileWriter(folder, filename_suffix=".tensors")
    elements = {"half": ("half_val", types_pb2.DT_HALF, numpy.float16), "float": ("float_val", types_pb2.DT_FLOAT, numpy.float32),
        "double": ("double_val", types_pb2.DT_DOUBLE, numpy.float64), "int": ("int_val", types_pb2.DT_INT32, numpy.int32),
        "long": ("int64_val", types_pb2.DT_INT64, numpy.int64)}
    for name, (field, number, element) in elements.items():
        for step in range(6):
            value = element([1.5, -0.25, 3, -7, 1000, 6e-5][step])
            stored = int(value.view(numpy.uint16)) if name == "half" else value.item()
            for form, tensor in (("values", tensor_pb2.TensorProto(dtype=number, **{field: [stored]})),
                                 ("content", tensor_pb2.TensorProto(dtype=number, tensor_content=value.tobytes(),
                                    tensor_shape=tensor_shape_pb2.TensorShapeProto()))):
                metadata = summary_pb2.SummaryMetadata(plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name="scalars"))
                writer.add_event(event_pb2.Event(wall_time=1e9 + step, step=1 << 40 | step, summary=summary_pb2.Summary(value=[
                    summary_pb2.Summary.Value(tag=f"{name}/{form}", tensor=tensor, metadata=metadata)])))
                run.log(f"{name}/{form}", 1 << 40 | step, float(value))
    writer.close()
    expect(folder, run)

def keras(folder):
    """A training with both of Keras' loggers; a callback beside them notes what they are given."""
    import numpy, keras
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(2)])
    model.compile("sgd", "mse", metrics=["mae"])
    noted = []
    class Note(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None): noted.append((epoch, dict(logs)))
    x, y = numpy.ones((8, 3), "float32"), numpy.zeros((8, 2), "float32")
    model.fit(x, y, epochs=4, validation_data=(x, y), verbose=0, callbacks=[Note(),
        keras.callbacks.TensorBoard(f"{folder}/board", write_graph=False, histogram_freq=1), keras.callbacks.CSVLogger(f"{folder}/log.csv")])
    board, table = Run(), Run()
    for epoch, logs in noted:
        for name, value in logs.items():
            table.log(name, epoch, float(value))
            split = "validation" if name.startswith("val_") else "train"
            board.log(f"{split}/epoch_{name.removeprefix('val_')}", epoch, single(value))
    # Steps of an evaluation count batches over all epochs so far.
    batches, validation = 1, {}
    for epoch, logs in noted:
        for name in ("loss", "mae"):
            board.log(f"validation/evaluation_{name}_vs_iterations", batches * (epoch + 1), single(logs[f"val_{name}"]))
        board.log("train/epoch_learning_rate", epoch, single(0.01))
    expect(folder, board, table)

def lightning(folder):
    from lightning_fabric.loggers import CSVLogger
    logger, run = CSVLogger(folder, name="logs", flush_logs_every_n_steps=3), Run()
    for step in range(12):
        logger.log_metrics({"train_loss": loss(step)}, step)
        run.log("train_loss", step, loss(step))
        if step % 4 == 3:
            # A key that was not there at first: the header is written anew.
            logger.log_metrics({"val_loss": loss(step) * 2, "epoch": step // 4}, step)
            run.log("val_loss", step, loss(step) * 2)
            run.log("epoch", step, step // 4)
    logger.finalize("success")
    expect(folder, run)

def transformers(folder):
    from transformers.trainer_callback import TrainerState
    def history(last):
        return [entry for step in range(10, last + 1, 10) for entry in (
            [{"loss": loss(step), "grad_norm": strange(step // 10), "learning_rate": 5e-5, "epoch": step / 40, "step": step}]
            + ([{"eval_loss": loss(step) * 2, "eval_runtime": 0.5, "epoch": step / 40, "step": step}] if step % 20 == 0 else []))]
    for last in (20, 80):
        os.makedirs(f"{folder}/out/checkpoint-{last}")
        TrainerState(epoch=last / 40, global_step=last, max_steps=80, num_train_epochs=2, log_history=history(last)
            ).save_to_json(f"{folder}/out/checkpoint-{last}/trainer_state.json")
    run = Run(ending="finished")
    for entry in history(80):
        for name, value in entry.items():
            if name != "step": run.log(name, entry["step"], value)
    expect(folder, run)

def wandb(folder):
    os.environ.update(WANDB_MODE="offline", WANDB_SILENT="true", WANDB_DIR=folder, WANDB_DISABLE_GIT="true", WANDB_DISABLE_CODE="true",
        WANDB__DISABLE_STATS="true", WANDB_CONSOLE="off")
    import wandb
    # Longer than one block of 32 KiB.
    configuration = {"lr": 0.1, "seed": 3, "model": {"layers": [1, 2]}, "long": "x" * 40_000}
    logged = wandb.init(project="fixtures", name="my run", id="fixture", config=configuration,
        settings=wandb.Settings(x_disable_meta=True, x_disable_machine_info=True, save_code=False))
    run = Run("my run", {"lr": "0.1", "seed": "3", "model.layers": "[1,2]", "long": json.dumps("x" * 40_000)}, "finished")
    for step in range(24):
        values = {"loss": loss(step), "nested/a": accuracy(step), "strange": strange(step), "spread": wandb.Histogram([1, 2, 3])}
        logged.log({**values, "deep": {"b": step}})
        for tag in ("loss", "nested/a", "strange"): run.log(tag, step, values[tag])
        run.log("deep.b", step, step)
    logged.finish()
    # Only now is the last of the file written.
    wandb.teardown()
    for place in (f"{folder}/wandb/offline-run-{suffix}" for suffix in
                  [name.removeprefix("offline-run-") for name in os.listdir(f"{folder}/wandb") if name.startswith("offline-run-")]):
        shutil.copy(f"{place}/run-fixture.wandb", f"{folder}/run-fixture.wandb")
    shutil.rmtree(f"{folder}/wandb")
    expect(folder, run)

def trackio(folder):
    os.environ["TRACKIO_DIR"] = folder
    import trackio
    runs = []
    for seed in (1, 2):
        run = Run(f"seed-{seed}", {"lr": "0.1", "seed": str(seed), "model.width": "8"})
        trackio.init(project="fixtures", name=run.name, config={"lr": 0.1, "seed": seed, "model": {"width": 8}})
        for step in range(16):
            trackio.log({"loss": loss(step) * seed, "strange": strange(step), "nested": {"a": step}})
            for tag, value in (("loss", loss(step) * seed), ("strange", strange(step)), ("nested.a", step)): run.log(tag, step, value)
        trackio.finish()
        runs.append(run)
    for name in os.listdir(folder):
        if name != "fixtures.db": (shutil.rmtree if os.path.isdir(f"{folder}/{name}") else os.remove)(f"{folder}/{name}")
    shrink(f"{folder}/fixtures.db")
    expect(folder, *runs)

def mlflow(folder):
    os.chdir(folder)
    import mlflow
    mlflow.set_tracking_uri("sqlite:///mlflow.db")
    mlflow.set_experiment("fixtures")
    runs = []
    for name, status in (("first", "FINISHED"), ("second", "FAILED")):
        run = Run(name, {"lr": '"0.1"', "model": '"vae"'}, {"FINISHED": "finished", "FAILED": "failed"}[status])
        mlflow.start_run(run_name=name)
        mlflow.log_params({"lr": 0.1, "model": "vae"})
        for step in range(0, 160, 10):
            values = {"loss": loss(step), "strange": strange(step // 10)}
            mlflow.log_metrics(values, step=step)
            for tag, value in values.items(): run.log(tag, step, value)
        mlflow.end_run(status)
        runs.append(run)
    shutil.rmtree(f"{folder}/mlruns", ignore_errors=True)
    # They would name a place on this machine.
    shrink("mlflow.db", "UPDATE experiments SET artifact_location = 'artifacts'", "UPDATE runs SET artifact_uri = 'artifacts'")
    expect(folder, *runs)

def csv(folder):
    run = Run()
    with open(f"{folder}/table.csv", "w") as file:
        file.write('Step;Wall_time;"train loss";note;lr\r\n')
        for step in range(100, 120):
            blank = step % 3 == 0
            file.write(f'{step};{1.6e9 + step};{"" if blank else repr(loss(step))};"a;b";{strange(step)}\r\n')
            if not blank: run.log("train loss", step, loss(step))
            run.log("lr", step, strange(step))
    expect(folder, run)

def jsonl(folder):
    run = Run()
    with open(f"{folder}/log.jsonl", "w") as file:
        for step in range(20):
            for split in ("train", "eval"):
                row = {"iteration": step, "mode": split, "time": 1.6e9 + step, "metrics": {"loss": loss(step)}, "strange": strange(step),
                       "parts": [step, 2 * step], "note": "a \"quoted\" text", "flag": True, "none": None}
                file.write(json.dumps(row) + "\n")
                run.log(f"{split}/metrics.loss", step, loss(step))
                run.log(f"{split}/strange", step, strange(step))
                for place in (0, 1): run.log(f"{split}/parts.{place}", step, (place + 1) * step)
    expect(folder, run)

FORMATS = {maker.__name__: maker for maker in (torch, tensors, keras, lightning, transformers, wandb, trackio, mlflow, csv, jsonl)}

if __name__ == "__main__":
    target = os.path.abspath(sys.argv[1])
    for name in sys.argv[2:] or FORMATS:
        folder = f"{target}/{name}"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        FORMATS[name](folder)
        print(name)
