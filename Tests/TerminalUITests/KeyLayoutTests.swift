import TerminalUI
import Testing

struct KeyLayoutTests {
  /// Letters of a Russian keyboard, and the American ones on the same keys.
  @Test(
    arguments: [
      ("й", "q"), ("ц", "w"), ("р", "h"), ("о", "j"), ("л", "k"), ("д", "l"), ("м", "v"),
      ("ж", ";"),
      ("Ж", ":"), ("Э", "\""), ("б", ","), ("Ю", ">"), ("ї", "]"), ("і", "s"), ("Ы", "S"),
    ] as [(Character, Character)])
  func lettersCountByTheirPlace(typed: Character, meant: Character) {
    #expect(Key.character(typed).onLatinLayout == .character(meant))
    #expect(Key.alt(typed).onLatinLayout == .alt(meant))
  }

  @Test func othersStayAsTheyAre() {
    for key in [Key.character("q"), .character("3"), .character("é"), .up, .control("c")] {
      #expect(key.onLatinLayout == nil)
    }
  }

  @Test func noTwoLettersOfAKeyboardMeanTheSame() {
    let russian = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
    let meant = russian.compactMap { Key.character($0).onLatinLayout }
    #expect(meant.count == russian.count && Set(meant).count == russian.count)
  }
}
