import Foundation
import Testing

@testable import Files

/// Where output goes that is no new file with a name of its own.
@Suite final class OutputPlaceTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "places-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func write(_ text: String, to path: String) throws {
    try OutputFile.write(to: path) { write in try write(Array(text.utf8)) }
  }

  private func mode(_ name: String) throws -> mode_t {
    var status = stat()
    #expect(lstat(path(name), &status) == 0)
    return status.st_mode
  }

  @Test func aPipeIsWrittenInto() throws {
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    let reader = open(path("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try write("words", to: path("pipe"))
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(reader, &bytes, bytes.count)
    #expect(String(decoding: bytes[..<max(count, 0)], as: UTF8.self) == "words")
    #expect(try mode("pipe") & S_IFMT == S_IFIFO)
    #expect(names == ["pipe"])
  }

  @Test func aDeviceIsWrittenInto() throws {
    try write("words", to: "/dev/null")
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "/dev/null")
    try write("words", to: path("link"))
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(try mode("link") & S_IFMT == S_IFLNK)
  }

  /// What was written before stays: an open file is written where it stands, as a shell's redirection is meant.
  @Test(arguments: ["/dev/fd", "/proc/self/fd"]) func anOpenFileIsWrittenInto(folder: String) throws {
    let descriptor = open(path("open"), O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    #expect(Glibc.write(descriptor, "one ", 4) == 4)
    try write("two", to: "\(folder)/\(descriptor)")
    #expect(try text("open") == "one two")
    #expect(throws: OutputError.self) { try write("x", to: "\(folder)/9999") }
  }

  @Test func linksStayAndWhatTheyNameIsReplaced() throws {
    try FileManager.default.createDirectory(atPath: path("far"), withIntermediateDirectories: true)
    try write("old", to: path("far/target"))
    try FileManager.default.createSymbolicLink(atPath: path("middle"), withDestinationPath: "far/target")
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: path("middle"))
    #expect(try OutputFile.replaced(by: path("link")) == path("far/target"))
    try write("new", to: path("link"))
    #expect(try text("far/target") == "new")
    #expect(try mode("link") & S_IFMT == S_IFLNK && mode("middle") & S_IFMT == S_IFLNK)
  }

  @Test func aLinkToNothingMakesWhatItNames() throws {
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "made")
    try write("new", to: path("link"))
    #expect(try text("made") == "new")
    #expect(names == ["link", "made"])
    try FileManager.default.createSymbolicLink(atPath: path("far"), withDestinationPath: "folder")
    try OutputFolder.write(to: path("far")) { try write("x", to: "\($0)/a") }
    #expect(try text("folder/a") == "x")
    #expect(try mode("far") & S_IFMT == S_IFLNK)
  }

  @Test func linksInACircleAreNamed() throws {
    try FileManager.default.createSymbolicLink(atPath: path("a"), withDestinationPath: "b")
    try FileManager.default.createSymbolicLink(atPath: path("b"), withDestinationPath: "a")
    #expect(throws: OutputError.self) { try write("x", to: path("a")) }
    #expect(throws: OutputError.self) { try OutputFolder.write(to: path("a")) { _ in } }
    #expect(names == ["a", "b"])
  }

  @Test(arguments: [0o600, 0o640, 0o444, 0o755] as [mode_t]) func aFileKeepsItsMode(mode old: mode_t) throws {
    try write("old", to: path("a"))
    #expect(chmod(path("a"), old) == 0)
    try write("new", to: path("a"))
    #expect(try mode("a") & 0o7777 == old)
    #expect(try text("a") == "new")
    #expect(names == ["a"])
  }

  @Test(.enabled(if: getuid() == 0)) func aFileKeepsItsOwner() throws {
    try write("old", to: path("a"))
    #expect(chown(path("a"), 65_534, 65_534) == 0)
    try write("new", to: path("a"))
    var status = stat()
    #expect(lstat(path("a"), &status) == 0 && status.st_uid == 65_534 && status.st_gid == 65_534)
  }

  @Test(arguments: ["", ".", "./", "x/"]) func aNameThatIsNoFilesIsRefused(name: String) throws {
    #expect(throws: OutputError.self) { try write("x", to: name.isEmpty ? "" : path(name)) }
    #expect(names.isEmpty)
  }

  @Test func aNameMayBeAsLongAsTheDiskAllows() throws {
    let name = String(repeating: "漢", count: 80)
    for _ in 0..<2 { try write("x", to: path(name)) }
    try OutputFolder.write(to: path("\(name)-")) { _ in }
    #expect(names == [name, "\(name)-"])
  }

  @Test func anEmptyFolderStaysAndIsFilled() throws {
    try FileManager.default.createDirectory(atPath: path("there"), withIntermediateDirectories: true)
    #expect(chmod(path("there"), 0o750) == 0)
    var before = stat()
    #expect(lstat(path("there"), &before) == 0)
    try OutputFolder.write(to: path("there/.")) { folder in
      for name in ["a", "b"] { try write(name, to: "\(folder)/\(name)") }
    }
    var after = stat()
    #expect(lstat(path("there"), &after) == 0 && after.st_ino == before.st_ino)
    #expect(try mode("there") & 0o777 == 0o750)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("there")).sorted() == ["a", "b"])
  }

  // MARK: What is left of a process that was killed

  /// The number of a process that is no more.
  private func deadProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test func whatAKilledProcessLeftIsClearedByTheNext() throws {
    let dead = try deadProcess()
    func leave(_ name: String) { #expect(FileManager.default.createFile(atPath: path(name), contents: Data([65]))) }
    let left = ".walkaway-\(dead)-1.partial"
    leave(left)
    let leftFolder = ".walkaway-\(dead)-2.partial"
    try FileManager.default.createDirectory(atPath: path(leftFolder), withIntermediateDirectories: true)
    leave("\(leftFolder)/a")
    // One that runs, one whose lock is held elsewhere, and a stranger's.
    let others = [".walkaway-\(getpid())-3.partial", ".walkaway-\(dead)-4.partial", ".walkaway-x.partial"]
    for name in others { leave(name) }
    let held = open(path(others[1]), O_RDONLY)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    try write("x", to: path("new"))
    #expect(names == ([others[0], others[1], others[2], "new"]).sorted())
  }

  /// In a container nobody may take note of a child's end.
  @Test func aProcessThatOnlyWaitsForItsParentIsOver() throws {
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(arguments[0]) }
    #expect(posix_spawn(&process, "/bin/true", nil, nil, &arguments, nil) == 0)
    var information = siginfo_t()
    #expect(waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) == 0)
    #expect(FileManager.default.createFile(atPath: path(".walkaway-\(process)-1.partial"), contents: Data([65])))
    try write("x", to: path("new"))
    #expect(names == ["new"])
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  @Test func whatIsNotFinishedGoesBeforeTheProcessDoes() throws {
    try Temporaries.makeFile(path("a.importing"))
    try Temporaries.makeFile(path("finished"))
    Temporaries.forget(path("finished"))
    #expect(throws: OutputError.self) { try Temporaries.makeFile(path("finished")) }
    try OutputFolder.write(to: path("made")) { folder in
      try write("words", to: "\(folder)/a")
      var left: [String]?
      Temporaries.removeAll { left = names }
      #expect(left == ["finished"])
      // What comes after its end is nobody's any more.
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    #expect(names == ["finished", "made"])
  }

  @Test func nothingIsSeenWhileItIsWritten() throws {
    let file = try OutputFile(path("a"))
    try file.write([UInt8](repeating: 65, count: 1 << 20))
    // Where the disk has files without a name; else there is one that the next run would clear.
    #expect(names.allSatisfy { $0.hasSuffix(".partial") })
    file.discard()
    #expect(names.isEmpty)
  }
}

/// Each test changes the process's environment, and puts it back.
@Suite(.serialized) final class PrivateFolderTests {
  private let folder: String
  private let before: String?

  init() {
    folder = NSTemporaryDirectory() + "private-\(UUID().uuidString)"
    before = getenv("XDG_STATE_HOME").map { String(cString: $0) }
    setenv("XDG_STATE_HOME", "\(folder)/state", 1)
  }

  deinit {
    if let before { setenv("XDG_STATE_HOME", before, 1) } else { unsetenv("XDG_STATE_HOME") }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func mode(_ name: String) -> mode_t {
    var status = stat()
    #expect(lstat("\(folder)/\(name)", &status) == 0)
    return status.st_mode & 0o777
  }

  @Test func whatLiesInOnesOwnFoldersIsForOneself() throws {
    try PrivateFolders.make("\(folder)/state/walkaway/deep")
    for name in ["state/walkaway", "state/walkaway/deep"] { #expect(mode(name) == 0o700) }
    try OutputFile.write(to: "\(folder)/state/walkaway/../walkaway/a") { try $0([65]) }
    try Temporaries.makeFile("\(folder)/state/walkaway/b")
    Temporaries.forget("\(folder)/state/walkaway/b")
    for name in ["a", "b"] { #expect(mode("state/walkaway/\(name)") == 0o600) }
    try OutputFolder.write(to: "\(folder)/state/walkaway/made") { _ in }
    #expect(mode("state/walkaway/made") == 0o700)
    // One that was open to others is closed.
    #expect(chmod("\(folder)/state/walkaway", 0o755) == 0)
    try PrivateFolders.make("\(folder)/state/walkaway")
    #expect(mode("state/walkaway") == 0o700)
  }

  @Test func elsewhereTheMaskDecides() throws {
    let mask = umask(0o022)
    defer { umask(mask) }
    try PrivateFolders.make("\(folder)/state/other")
    try OutputFile.write(to: "\(folder)/state/other/a") { try $0([65]) }
    #expect(mode("state/other") == 0o755 && mode("state/other/a") == 0o644)
    #expect(
      !PrivateFolders.hold("\(folder)/state/walkaway-2/a") && !PrivateFolders.hold("\(folder)/state/walkaway/../a"))
  }
}
