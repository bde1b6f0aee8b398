import Foundation

/// The user's own editor, on a file that is theirs alone.
enum TextEditor {
  struct Problem: Error {
    var message: String
  }

  /// Opens `text` in an editor, else `$VISUAL`, else `$EDITOR`, else vi, and waits.
  ///
  /// - Returns: The text as it was saved; `nil` where the editor ended with a failure, which means "leave it".
  static func edit(
    _ text: String, with editor: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Result<String?, Problem> {
    let command =
      [editor, environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("walkaway-\(UUID().uuidString)")
    do {
      // The folder is closed to others: a note may speak of people.
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appendingPathComponent("note.txt")
      try Data(text.utf8).write(to: file)
      // The shell splits the command as the user wrote it ("code --wait"); the path is its first argument.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "exec \(command) \"$1\"", "sh", file.path]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        return process.terminationStatus == 127
          ? .failure(
            Problem(
              message: "the editor \"\(command)\" cannot be started; set VISUAL, EDITOR or editor: of config.yaml"))
          : .success(nil)
      }
      var edited = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      while edited.hasSuffix("\n") { edited.removeLast() }
      return .success(edited)
    } catch {
      return .failure(Problem(message: "the note cannot be edited: \(error.localizedDescription)"))
    }
  }
}
