/// A command, as it is parsed, explained and run.
package struct Command: Sendable {
  /// The work that a command line asks for; returns the exit status.
  package typealias Work = () throws -> Int32

  package let name: String
  /// The program and the command, as they are typed.
  package let invocation: String
  package let operands: Operands
  package let summary: String
  /// Paragraphs with blank lines between; lines that begin with a space are kept as they are.
  package let details: String
  package let options: [any OptionDescription]
  /// What a shell can offer for an operand.
  package let completion: Completion
  /// Command lines that can be pasted.
  package let examples: [String]
  private let makeWork: @Sendable (Arguments) throws -> Work

  /// - Parameters:
  ///   - completion: what a shell can offer for an operand; files when nil, where the command takes operands.
  ///   - program: the program, as it is typed.
  ///   - plan: reads every option that has a use and returns the work. Nothing that takes long or writes
  ///     belongs into it: options that it has not read are refused before the work starts.
  package init(
    _ name: String, _ operands: Operands, _ summary: String, details: String = "",
    options: OptionList, completion: Completion? = nil, examples: [String] = [],
    program: String = "latentwalk",
    plan: @escaping @Sendable (Arguments) throws -> Work
  ) {
    self.name = name
    invocation = name.isEmpty ? program : "\(program) \(name)"
    self.operands = operands
    self.summary = summary
    self.details = details
    self.options = (options + OptionList(.help)).options
    self.completion = completion ?? (operands.usage.isEmpty ? .nothing : .files)
    self.examples = examples
    makeWork = plan
  }

  /// Runs the command with what followed its name; returns the exit status.
  ///
  /// - Parameter defaults: the texts of values that options have where they are not given.
  package func run(
    _ words: some Collection<String>, defaults: () -> [String: String] = { [:] }
  ) throws -> Int32 {
    guard !words.contains("--help"), !words.contains("-h") else {
      printOut(help)
      return 0
    }
    return try plan(words, defaults: defaults())()
  }

  /// The work that a command line asks for, every option of it having a use. A default that makes a wrong command
  /// line of one that is right gives way.
  package func plan(
    _ words: some Collection<String>, defaults: [String: String] = [:]
  ) throws -> Work {
    do { return try plan(Arguments(words, for: self, defaults: defaults)) } catch {
      for name in defaults.keys.sorted() where error is UsageError {
        let others = defaults.filter { $0.key != name }
        if let work = try? plan(Arguments(words, for: self, defaults: others)) { return work }
      }
      throw error
    }
  }

  private func plan(_ arguments: Arguments) throws -> Work {
    let work = try makeWork(arguments)
    try arguments.refuseUnread(because: Self.uselessness)
    return work
  }

  /// The reason to refuse an option for which a command gives none of its own.
  package static let uselessness = "nothing that was asked for depends on it"

  func option(named name: String) throws(UsageError) -> any OptionDescription {
    guard let option = options.first(where: { $0.name == name }) else {
      throw .unknownOption(
        name, command: invocation, nearest: nearest(to: name, in: options.map(\.name)))
    }
    return option
  }
}

extension Option<Bool> {
  fileprivate static var help: Self { Self("--help", help: "explain this command").onlyTyped }
}
