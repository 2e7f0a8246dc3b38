internal import Autoencoders
internal import TerminalUI

/// How training stands in numbers, besides its losses.
struct VitalsView: Widget {
  let session: SessionSnapshot
  let theme: Theme
  let isFocused: Bool

  /// A number with its name, and what may be left out.
  private struct Field {
    let name: String
    let value: String
    var note: String?
  }

  private static let nameWidth = 14

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(theme, title: [Span("training", theme.strong)], isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area)
    let room = interior.width - 2
    for (row, field) in fields.prefix(interior.height).enumerated() {
      buffer.write(
        line(field, room: room), column: interior.column + 1, row: interior.row + row, limit: room)
    }
  }

  /// The note, and the room before the number, give way where there is little.
  private func line(_ field: Field, room: Int) -> [Span] {
    let pad = max(
      min(Self.nameWidth - field.name.count, room - field.name.count - field.value.count), 1)
    return .fitting(
      [
        [Span(field.name + String(repeating: " ", count: pad), theme.faint), Span(field.value)],
        field.note.map { [Span($0, theme.faint)] } ?? [],
      ], room: room)
  }

  private var fields: [Field] {
    guard session.training != nil || session.progress != nil else {
      return [Field(name: "training", value: "none is known")]
    }
    return progress + vitals + settings
  }

  private var progress: [Field] {
    guard let progress = session.progress else { return [] }
    var fields = [
      Field(name: "epoch", value: "\(epochText(progress.epoch)) of \(progress.epochs)"),
      Field(name: "step", value: grouped(progress.step)),
    ]
    if progress.imagesPerSecond > 0 {
      fields.append(
        Field(
          name: "images/s", value: grouped(Int(progress.imagesPerSecond.rounded())),
          note: "last 5 s of training"))
    }
    if session.phase.isTraining, let left = progress.secondsLeft {
      fields.append(Field(name: "time left", value: clockText(left)))
    }
    return fields
  }

  private var vitals: [Field] {
    guard let vitals = session.vitals else { return [] }
    var fields: [Field] = []
    if session.phase.isTraining {
      fields.append(
        Field(
          name: "learning rate", value: rate(vitals.learningRate, decimals: 5),
          note: session.training?.schedule.summary))
      if session.isVariational { fields.append(klWeight(vitals.objective)) }
    }
    if let step = vitals.step {
      fields += [
        Field(name: "gradient norm", value: number(step.gradientNorm, decimals: 2, cells: 8)),
        Field(
          name: "update ratio", value: rate(step.updateRatio, decimals: 5),
          note: "|change| / |weights|"),
      ]
    }
    if let memory = vitals.memory {
      fields.append(Field(name: "memory", value: "\(memory >> 20) MiB"))
    }
    return fields
  }

  private func klWeight(_ objective: Objective) -> Field {
    let end = session.training?.objective ?? objective
    let isByHand = session.changes.last?.weights[.kl] != nil
    let schedule = end.klSchedule.summary.map { "of \(rate(end.klWeight, decimals: 2)), \($0)" }
    return Field(
      name: "KL weight", value: rate(objective.klWeight, decimals: 3),
      note: isByHand ? "by hand" : schedule)
  }

  private var settings: [Field] {
    guard let training = session.training else { return [] }
    let objective =
      session.changes.last?.weights.replaced(in: training.objective) ?? training.objective
    var fields = [
      Field(
        name: "optimizer", value: training.optimizer.name, note: "batches of \(training.batchSize)")
    ]
    if objective.bound.samples > 1 {
      fields.append(Field(name: "bound", value: objective.bound.summary))
    }
    if let constraint = objective.klConstraint {
      fields.append(Field(name: "constraint", value: constraint.summary))
    }
    if let penalty = objective.penalty {
      fields.append(Field(name: "penalty", value: penalty.summary))
    }
    return fields
  }
}
