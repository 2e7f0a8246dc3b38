internal import Autoencoders

/// What a person should know before a run is gone on with, a line each. A crash is told once: the run goes on.
///
/// - Parameter configuration: the run as it is from now on.
func noticesOfResuming(_ run: RunFolder, as configuration: RunConfiguration) -> [String] {
  let (before, now) = (run.configuration, configuration)
  let crash = CrashRecord(folder: run.path)
  defer { crash.remove() }
  return [
    crash.text.map { "\(run.path): \($0); it goes on from its last checkpoint" },
    before.kernels == now.kernels
      ? nil
      : "\(run.path): trained with the \(before.kernels) kernels so far, and with the \(now.kernels) "
        + "kernels from now on; they agree within rounding, not bit for bit",
    before.dataset.source == now.dataset.source
      ? nil : "\(run.path): its data was \(before.dataset.source) and is \(now.dataset.source) now",
  ].compactMap(\.self)
}
