/// The command line of an example of help, without what becomes of its output.
func commandLine(ofExample line: String) -> Substring { line.split(separator: #/ [>|] /#)[0] }
