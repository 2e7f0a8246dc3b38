extension RunRecord {
  /// What the courses of a run's metrics give to think of: the worst first.
  public var health: [RunFinding] {
    var findings = notFinite + wentBack
    for tag in trainLosses {
      findings += course(of: tag)
      findings += generalization(of: tag)
    }
    return findings + collapse + deadUnits + updateRatios
  }

  /// The first value that is no number of the metric in which it came up first.
  private var notFinite: [RunFinding] {
    let first = tags.indices.compactMap { place in
      series[place].firstNotFinite.map { (tag: tags[place], point: $0) }
    }.min { $0.point.step < $1.point.step }
    return first.map {
      [.notFinite(tag: $0.tag, step: $0.point.step, value: $0.point.value)]
    } ?? []
  }

  private var wentBack: [RunFinding] {
    let marks = marks.filter(\.isDivergence)
    return marks.last.map { [.wentBack(count: marks.count, step: $0.step)] } ?? []
  }

  private var trainLosses: [String] {
    tags.filter { tag in
      let name = MetricName(tag)
      return name.isLoss && name.split == .train
    }
  }

  /// The course of a metric without what is no number.
  private func points(_ tag: String) -> [CoursePoint] {
    (self[tag]?.means ?? []).filter(\.value.isFinite)
      .map { CoursePoint(position: Double($0.step), value: $0.value) }
  }

  private func course(of tag: String) -> [RunFinding] {
    guard let course = LossCourse(train: points(tag)) else { return [] }
    if course.isDiverging {
      return [
        .diverging(
          tag: tag, last: course.last.value, least: course.least.value,
          step: Int64(course.least.position))
      ]
    }
    return course.isFlat && ending == nil ? [.plateau(tag: tag, value: course.last.value)] : []
  }

  private func generalization(of tag: String) -> [RunFinding] {
    let base = MetricName(tag).base
    return tags.filter { MetricName($0).split == .test && MetricName($0).base == base }
      .compactMap { test in
        guard let judged = Generalization(test: points(test), train: points(tag)),
          judged.verdict == .overfitting
        else { return nil }
        return .overfitting(
          tag: test, last: judged.last.value, best: judged.best.value,
          step: Int64(judged.best.position))
      }
  }

  private func lastValues(of tags: [String]) -> [(tag: String, value: Double)] {
    tags.compactMap { tag in (self[tag]?.last?.value).map { (tag, $0) } }
  }

  private var collapse: [RunFinding] {
    let kl = tags.filter { $0.contains("kl_per_dimension") && MetricName($0).split == .test }
    let judged = LatentCollapse(kl: lastValues(of: kl).map(\.value))
    return judged.collapsed.isEmpty
      ? [] : [.collapse(count: judged.collapsed.count, of: judged.count)]
  }

  private var deadUnits: [RunFinding] {
    lastValues(of: tags.filter { $0.lowercased().contains("dead") }).filter { $0.value > 0 }
      .map { .deadUnits(tag: $0.tag, value: $0.value) }
  }

  private var updateRatios: [RunFinding] {
    let ratios = tags.filter { tag in
      let base = MetricName(tag).base
      return base.contains("update_ratio") || base.contains("update_to_weight")
    }
    return lastValues(of: ratios)
      .filter { $0.value.isFinite && !RunFinding.usualUpdates.contains($0.value) }
      .map { .updateRatio(tag: $0.tag, value: $0.value) }
  }
}
