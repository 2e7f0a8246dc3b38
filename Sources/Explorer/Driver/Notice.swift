public import Autoencoders
internal import TerminalUI

/// A line for the person, until the next key.
public enum Notice: Equatable, Sendable {
  /// No image was encoded yet.
  case noCodesYet
  /// None of the codes on the map is of this class.
  case noCodes(ofClass: ClassLabel, among: Int)
  /// Few of them are.
  case fewCodes(ofClass: ClassLabel, count: Int, among: Int)
  /// How many codes of each class, by its label, are where a class is at its densest.
  case classMix(ClassLabel, counts: [Int])
  /// The model's codes follow no prior.
  case noPrior
  /// A sample of the prior on a map that has a place for codes of images alone.
  case sampleIsBetweenCodes
  /// There is no code in the direction of an arrow.
  case noCodeThatWay
  /// There is no such plane of these codes.
  case noSuchPlane
  /// A layer that the codes, the model or the images do not give.
  case noLayer(String)
  /// The place of the cursor is kept by a letter, on disk or for the session alone.
  case bookmarked(Character, isSaved: Bool)
  /// No place is kept by this letter, but by others.
  case noBookmark(Character, among: [Character])
  /// The image of this number has no code on the map.
  case noCode(ofImage: Int)
  /// There is no code of this length in the model.
  case wrongLength(ofCode: Int)
  /// The code was not put at that of an image.
  case noAnchor
  /// There are less than two marks to walk between.
  case noWalk
  /// As many places are marked as there are letters.
  case everyLetterIsMarked
  /// There are less than two classes to walk through.
  case tooFewClasses
  /// The list holds no run to choose.
  case noRunChosen
  /// A sweep is chosen where a run is asked for.
  case sweepIsChosen(String)
  /// What is to be folded is no sweep, nor of one.
  case noSweepChosen
  /// A run of a sweep keeps the name and the epochs that the plan says.
  case runIsOfSweep
  /// A run that has no saved model yet.
  case noModel(run: String)
  /// A run that is being trained can be neither deleted nor renamed.
  case runIsTrained
  /// What is shown is no run that could be trained on.
  case noRunToTrain
  /// The run is being trained already.
  case runIsBeingTrained
  /// No preset's name or summary holds what was typed.
  case noPreset(named: String)
  /// What was typed is no answer to the question.
  case noAnswer
  /// No test image is of this class.
  case noImages(ofClass: ClassLabel)
  /// The test images have no classes.
  case noClasses
  /// The images shown have no order, and no classes.
  case noOrder
  /// The model is fed no noise.
  case noNoise
  /// Nothing on the page is drawn at random.
  case nothingIsDrawn
  /// There are no particles on the page.
  case noParticles
  /// The image chosen stands for no code.
  case noChosenCode
  /// There are no codes on a side of the direction, or the means of both are the same.
  case noDirection(DirectionFeature.Ends)
  /// An image's code is in a set of so many now, or no more.
  case marked(image: Int, MarkedSet, isIn: Bool, count: Int)
  /// Nothing can be drawn, for this reason.
  case noDrawing(String)
  /// The images are gray, and so are drawings.
  case noColors
  /// There is no test image of this number.
  case noTestImage(Int)
  /// There is nothing on the drawing.
  case nothingDrawn
  /// No change of the drawing is left to be taken back.
  case nothingToUndo
  /// The drawing was written to this file.
  case saved(to: String)
  /// What was asked of a run could not be done, for the reason given.
  case refused(String)
  /// Other runs than the one that is shown are trained.
  case trainedElsewhere([String])
  /// The run took another course, by hand or because it diverged; the learning rate is that of its configuration.
  case courseChanged(CourseChange, of: TrainingConfiguration)
  /// No data set that can be fetched is called so; the names of those that can be.
  case noDataset(named: String, known: [String])
  /// This data set is on its way already.
  case isFetched(String)
  /// No data set is on its way, and none has come.
  case nothingIsFetched
  /// Fetching this data set was stopped.
  case fetchStopped(String)
  /// The images are drawn by the program, for none are here, and this data set can be fetched.
  case drawnDigits(fetchable: String)
  /// No epoch of the run is kept but its newest state.
  case noEarlierEpochs
  /// An earlier epoch is shown, and this one ended.
  case newEpoch(Int)
  /// From epoch to epoch the cursor goes with the code of this image, or stays where it is.
  case cursorFollows(image: Int), cursorStays
  /// A command has these keys from now on; its own where there are none.
  case keysGiven(to: String, [String])
  /// Why a command cannot have a key.
  case noKeys(KeyMapError)
  /// What is on screen, in words.
  case said(String)
  /// The mouse is used, or left to the terminal.
  case mouse(isUsed: Bool)
  /// The screen is recorded from now on.
  case recording
  /// The screen is recorded already.
  case isRecorded
  /// A file was written that a person takes along.
  case wrote(TakenFile)
  /// A corner of a region is set.
  case regionBegun
  /// There is no code in the region, or of the class.
  case noCodesThere
  /// There is no such class among those of these names.
  case noSuchClass([String])
  /// A key that does nothing where it was pressed.
  case noKey(String)
  /// The marks of a walk were taken away.
  case marksTaken(Int)
  /// The newest, or the first epoch that is kept, is shown already.
  case newestEpochShown, firstEpochShown
  /// There is no such epoch; the newest is this one.
  case noSuchEpoch(Int, newest: Int)
  /// The chosen run is the one that is shown.
  case runIsShown
  /// A round of the game was ended; its score is nil where it had none.
  case matchEnded(score: Int?)
  /// No command is called so, or it takes something else.
  case noCommand(String)
  /// The next run chosen from the list is put beside this one.
  case chooseRun(besides: String)
  /// No run is beside the one that is shown.
  case nothingCompared
  /// Two runs have codes of different lengths, or of the images of different data.
  case otherLatentCounts, otherImages
  /// There is no training to pause.
  case nothingIsTrained
  /// The run takes single steps while it is paused.
  case stepsWhilePaused
  /// The objective has no weight of this name, but others.
  case noWeight(String, among: [String])

  /// The line.
  public var text: String {
    switch self {
    case .noCodesYet: "no image was encoded yet"
    case .noCodes(let label, let all):
      "no codes of class \(label.name) among the \(grouped(all)) shown"
    case .fewCodes(let label, let count, let all):
      "few codes of class \(label.name): \(count) among the \(grouped(all)) shown"
    case .classMix(let label, let counts): Self.text(ofMixAround: label, counts)
    case .noPrior: "this model has no prior"
    case .sampleIsBetweenCodes:
      "a sample of the prior; it is shown where the code nearest to it is"
    case .noCodeThatWay: "there is no code that way"
    case .noSuchPlane: "these codes have no such plane"
    case .noLayer(let reason): reason
    case .bookmarked(let letter, let isSaved):
      isSaved
        ? "kept as \(letter); ' \(letter) comes back"
        : "kept as \(letter) until you leave: a model file has no place for it"
    case .noBookmark(let letter, let others):
      others.isEmpty
        ? "no place is kept yet; b and a letter keep one"
        : "no place is kept as \(letter), but as \(others.map(String.init).joined(separator: " "))"
    case .noCode(let number): "image #\(number) has no code on the map"
    case .wrongLength(let count): "this model has no codes of \(count) values"
    case .noAnchor: "the code is of no image; s snaps to the nearest one"
    case .noWalk: "mark two places with m to walk from one to the other"
    case .everyLetterIsMarked: "A to Z are marked; M takes the last mark away, Esc all of them"
    case .tooFewClasses: "the codes are of less than two classes"
    case .noRunChosen: "there is no run to choose; Ctrl-N trains one"
    case .sweepIsChosen(let name): "\(name) is a sweep; Enter shows its runs, for this takes one"
    case .noSweepChosen: "this run is of no sweep"
    case .runIsOfSweep: "a plan says the name of this run, and how it is trained"
    case .noModel(let run): "no saved model yet; r trains it: \(run)"
    case .noRunToTrain: "this is no run that could be trained on; Ctrl-N trains a new one"
    case .runIsBeingTrained: "this run is being trained already"
    case .runIsTrained: "this run is being trained; stop it first"
    case .noPreset(let name): "no preset is called \(name)"
    case .noAnswer: "that is no answer; nothing was changed"
    case .noImages(let label): "no test images of class \(label.name)"
    case .noClasses: "the test images have no classes"
    case .noOrder: "these have no order; test images do"
    case .noNoise: "this model is fed no noise"
    case .nothingIsDrawn: "nothing here is drawn at random"
    case .noParticles: "there are no particles here"
    case .noChosenCode: "no code belongs to this image"
    case .noDirection(let ends):
      "no direction leads from \(ends.start.name) to \(ends.end.name): each needs codes, with another mean"
    case .marked(let image, let set, let isIn, let count):
      "#\(image) is \(isIn ? "in" : "no longer in") set \(set.rawValue), which has \(count)"
    case .noDrawing(let reason): reason
    case .noColors: "this model's images are gray"
    case .noTestImage(let number): "there is no test image #\(number) here"
    case .nothingDrawn: "nothing is drawn yet"
    case .nothingToUndo: "nothing is left to take back"
    case .saved(let path): "saved \(path), the drawing as the model reads it"
    case .refused(let reason): reason
    case .trainedElsewhere(let names):
      "this run is not trained; \(names.joined(separator: ", ")) is: F7 shows it"
    case .courseChanged(let change, let training): change.summary(of: training)
    case .noDataset(let name, let known):
      known.isEmpty
        ? "no data sets can be fetched here"
        : "no data set is called \(name); there are \(known.joined(separator: ", "))"
    case .isFetched(let name): "\(name) is on its way; : data.stop ends that"
    case .nothingIsFetched: "no data set is on its way; : data.fetch gets one"
    case .fetchStopped(let name): "stopped; : data.fetch \(name) goes on with what has come"
    case .drawnDigits(let name):
      "these digits are drawn by the program; : data.fetch \(name) gets real ones meanwhile"
    case .noEarlierEpochs:
      "no earlier epochs are kept; a run trained with --history keeps them"
    case .newEpoch(let epoch): "epoch \(epoch) is there; } shows the newest"
    case .cursorFollows(let image):
      "the cursor goes with image #\(image) from epoch to epoch"
    case .cursorStays: "the cursor stays at its code from epoch to epoch"
    case .chooseRun(let name): "Enter puts the chosen run beside \(name); F5 goes back"
    case .nothingCompared: "no run is beside this one; W chooses one"
    case .otherLatentCounts: "the runs have codes of different lengths"
    case .otherImages: "the runs are on different data"
    case .nothingIsTrained: "nothing is being trained"
    case .stepsWhilePaused: "single steps are taken while training is paused: Space pauses it"
    case .noWeight(let name, let others):
      others.isEmpty
        ? "the objective of this model has no weights"
        : "the objective has no \(name), but \(others.joined(separator: ", "))"
    case .keysGiven(let line, let keys):
      keys.isEmpty
        ? "\(line) has its own keys again" : "\(line): \(keys.joined(separator: " "))"
    case .noKeys(let error): error.text
    case .said(let line): line
    case .mouse(let isUsed):
      isUsed
        ? "the mouse moves the cursor; with Shift most terminals mark text as before"
        : "the mouse is left to the terminal"
    case .recording: "recording; R ends it and writes the file"
    case .isRecorded: "the screen is recorded already; R ends that"
    case .wrote(let file): file.line
    case .regionBegun: "a corner is set: move to the one across, and B keeps what lies between"
    case .noCodesThere: "there is no code there to keep"
    case .noSuchClass(let classes):
      classes.isEmpty
        ? "the test images have no classes"
        : "there is no such class; there are \(classes.joined(separator: ", "))"
    case .noKey(let name): "\(name) does nothing here; ? tells what the keys do"
    case .marksTaken(let count):
      count == 1 ? "the mark is taken away" : "the \(count) marks are taken away; m sets others"
    case .newestEpochShown: "this is the newest state; [ goes back"
    case .firstEpochShown: "this is the first epoch that is kept; ] goes on"
    case .noSuchEpoch(let epoch, let newest):
      "there is no epoch \(epoch); the newest is \(newest)"
    case .runIsShown: "this is the run that is shown; choose another"
    case .matchEnded(let score):
      "the game is over\(score.map { ", score \($0)" } ?? ""); G begins another round"
    case .noCommand(let line): "that is no command: \(line)"
    }
  }

  /// The share of the class and of the commonest other one.
  private static func text(ofMixAround label: ClassLabel, _ counts: [Int]) -> String {
    let all = counts.reduce(0, +)
    let own =
      "class \(label.name): \(shareText(counts[label.number], of: all)) of \(grouped(all)) codes nearby are "
      + label.name
    let others = counts.indices.filter { $0 != label.number && counts[$0] > 0 }
    guard let next = others.max(by: { counts[$0] < counts[$1] }) else { return own }
    return "\(own), \(shareText(counts[next], of: all)) are \(label.other(next))"
  }
}

extension KeyMapError {
  /// The line for a person.
  public var text: String {
    switch self {
    case .unknownCommand(let line): "there is no command '\(line)' that could have keys"
    case .unknownKey(let name): "there is no key '\(name)'"
    case .taken(let key, let other, let wanted):
      "'\(wanted)' cannot have \(key.name): \(other) has it; give that another key first"
    }
  }
}

extension Notice {
  /// It only says that what was asked for is done.
  var isConfirmation: Bool {
    switch self {
    case .wrote, .recording, .regionBegun, .mouse, .keysGiven, .said: true
    default: false
    }
  }
}
