internal import ProgramOptions

let manCommand = Command(
  "man", .none, "print the manual's page, in the language of man(7)",
  details: """
    The page is made of the table of commands and options. Kept as
    ~/.local/share/man/man1/latentwalk.1 it is what man latentwalk shows.
    """,
  options: OptionList(),
  examples: [
    "latentwalk man > ~/.local/share/man/man1/latentwalk.1", "latentwalk man | man -l -",
  ]
) { _ in
  {
    printOut(Latentwalk.manualPage)
    return 0
  }
}

extension Latentwalk {
  static var manualPage: String {
    description.manualPage(
      description: """
        Without a command, the explorer opens and trains a 2-D VAE live on the best data there is.

        \(dataPlaces)

        config.json sets defaults of options, by the names that they have here without dashes, for one
        command or for all that have the option:

          {"options": {"all": {"threads": 4}, "train": {"preset": "vae-wide"}}}

        What is typed is before an environment variable, and that before config.json.
        """,
      tables: [variables, files, statuses])
  }

  private static var variables: ManualTable {
    ManualTable(
      "ENVIRONMENT",
      [
        ("LATENTWALK_DATA", "the folder or file of images to read before all others"),
        (ShippedModels.variable, "the folder that holds models, those that come with the program"),
        ("LATENTWALK_KERNELS", "the kernels to compute with, one of those that doctor names"),
        ("COLORFGBG, NO_COLOR, TERM", "what the terminal is, as other programs read them"),
        (
          "XDG_CACHE_HOME, XDG_CONFIG_HOME, XDG_DATA_HOME",
          "where data sets, config.json and runs are"
        ),
      ])
  }

  private static var files: ManualTable {
    ManualTable(
      "FILES",
      [
        ("~/.config/latentwalk/config.json", "preferences, and defaults of options"),
        ("~/.local/share/latentwalk/runs", "runs that were given no place"),
        ("~/.cache/latentwalk", "data sets"),
      ])
  }

  private static var statuses: ManualTable {
    ManualTable(
      "EXIT STATUS",
      [
        ("0", "it was done"), ("1", "it failed at run time"),
        ("2", "the command line does not say what to do"),
      ])
  }
}
