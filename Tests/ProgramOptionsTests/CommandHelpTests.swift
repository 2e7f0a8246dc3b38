import ProgramOptions
import Testing

struct CommandHelpTests {
  enum Way: String, CaseIterable { case near, far }

  /// Placeholders and defaults come from the options themselves; lines end before column 80.
  @Test func helpShowsWhatOptionsAre() {
    let command = Command(
      "walk", .one("RUN"), "walk somewhere",
      details: "Words of a paragraph\nflow together.\n\n  unless indented",
      options: OptionList(
        Option<Int>("--steps", .integer(1...9), default: 3, help: "steps to take"),
        Option<Double?>("--pace", .positive(), otherwise: "the walker's", help: "steps per second"),
        Option<Way>("--way", .choice, default: .far, help: "the way to take"),
        Option<Bool>(
          "--run",
          help: "run, which is faster than to walk but takes more breath than many have left")),
      examples: ["latentwalk walk home"]
    ) { _ in { 0 } }
    #expect(
      command.help == """
        latentwalk walk RUN [options]

        walk somewhere

        Words of a paragraph flow together.

          unless indented

        Options:
          --steps N       steps to take (default: 3)
          --pace X        steps per second (default: the walker's)
          --way near|far  the way to take (default: far)
          --run           run, which is faster than to walk but takes more breath than
                          many have left
          --help          explain this command

        Examples:
          latentwalk walk home

        """)
  }
}
