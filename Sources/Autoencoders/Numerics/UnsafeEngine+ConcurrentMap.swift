extension Engine {
  /// The values of `body` for 0..<`count`, in that order, computed on all threads.
  ///
  /// Which thread computes a value decides nothing, so a result depends on the number of threads only
  /// where `count` does. `body` may not use the engine.
  func concurrentMap<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    unsafe [Value](unsafeUninitializedCapacity: count) { values, initializedCount in
      guard let first = values.baseAddress else { return }
      withoutActuallyEscaping(body) { body in
        unsafe run(
          { context, begin, end in
            let work = unsafe context.assumingMemoryBound(to: IndexedWork.self).pointee
            for index in begin..<end { work.run(index) }
          },
          IndexedWork { unsafe (first + $0).initialize(to: body($0)) }, count: count, grain: 1)
      }
      initializedCount = count
    }
  }
}

/// Work that is numbered.
private struct IndexedWork {
  let run: (Int) -> Void
}
