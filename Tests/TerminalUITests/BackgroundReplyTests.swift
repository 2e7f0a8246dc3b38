import TerminalUI
import Testing

struct BackgroundReplyTests {
  @Test(
    arguments: [
      ("11;rgb:ffff/ffff/ffff", .light), ("11;rgb:0000/0000/0000", .dark),
      ("11;rgb:ff/ff/ff", .light),
      ("11;rgb:1e/1e/1e", .dark), ("11;rgb:f/f/f", .light), ("11;rgb:fdfd/f6f6/e3e3", .light),
      ("11;rgb:0000/2b2b/3636", .dark), ("11;rgba:ffff/ffff/ffff/0000", .light),
      ("11;#ffffff", .light), ("11;#000000000000", .dark),
      // L* 53 and 32: a pure red is light enough for black text, a pure blue is not.
      ("11;rgb:ffff/0000/0000", .light), ("11;rgb:0000/0000/ffff", .dark),
      // L* 50.03 and 49.6.
      ("11;rgb:77/77/77", .light), ("11;rgb:76/76/76", .dark),
    ] as [(String, Background)])
  func answers(reply: String, background: Background) {
    #expect(Background(reply: reply) == background)
  }

  @Test(arguments: [
    "", "11;", "11;?", "10;rgb:ffff/ffff/ffff", "11;rgb:ffff/ffff", "11;rgb:fffff/0/0",
    "11;rgb:/0/0",
    "11;rgb:-1/0/0", "11;rgb:0x1/0/0", "11;#fff", "11;#fffffg", "11;rgba:0/0/0", "11;cmyk:0/0/0",
  ])
  func whatIsNoAnswer(reply: String) { #expect(Background(reply: reply) == nil) }
}
