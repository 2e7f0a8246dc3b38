internal import Autoencoders

/// What a person should know before a run is gone on with. A crash is told once: the run goes on.
///
/// - Parameter configuration: the run as it is from now on.
func noticesOfResuming(_ run: RunFolder, as configuration: RunConfiguration) -> [RunNotice] {
  let (before, now) = (run.configuration, configuration)
  let crash = CrashRecord(folder: run.path)
  defer { crash.remove() }
  return [
    crash.text.map { .crashed(path: run.path, record: $0) },
    before.kernels == now.kernels
      ? nil : .otherKernels(path: run.path, before: before.kernels, now: now.kernels),
    before.dataset.source == now.dataset.source
      ? nil
      : .otherSource(path: run.path, before: before.dataset.source, now: now.dataset.source),
  ].compactMap(\.self)
}
