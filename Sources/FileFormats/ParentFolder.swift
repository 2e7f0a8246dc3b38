/// The folder that a path's last name stands in, "" where it is the only one: what Foundation's
/// `deletingLastPathComponent` gives where it does not trap, as it does for names of one character.
package func parentFolder(of path: String) -> String {
  let slash = UInt8(ascii: "/")
  let name = path.utf8.reversed().drop { $0 == slash }
  let above = name.drop { $0 != slash }
  let folder = above.drop { $0 == slash }
  guard folder.isEmpty else { return String(decoding: folder.reversed(), as: UTF8.self) }
  return path.utf8.first == slash ? "/" : ""
}
