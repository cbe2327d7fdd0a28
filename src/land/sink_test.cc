#include "land/sink.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "land/test_folder.h"

namespace mockdata {
namespace {

TEST(FileSink, ShowsAFileOnlyWhenItIsWhole) {
  toy::Folder folder;
  const std::string path = folder / "a/b/file.txt";
  {
    auto sink = open_file_sink(path);
    ASSERT_TRUE(sink.ok());
    ASSERT_TRUE((*sink)->write("half").ok());
    EXPECT_FALSE(read_file(path).ok());
    EXPECT_EQ(folder.files().size(), 1u);
  }
  EXPECT_TRUE(folder.files().empty()) << "a dropped sink leaves nothing";
  ASSERT_TRUE(write_file(path, "old").ok());
  auto sink = open_file_sink(path);
  ASSERT_TRUE((*sink)->write("new").ok());
  ASSERT_TRUE((*sink)->seal().ok());
  EXPECT_EQ(*read_file(path), "old");
  ASSERT_TRUE((*sink)->close().ok());
  EXPECT_EQ(*read_file(path), "new");
  EXPECT_EQ(folder.files(), std::set<std::string>{"a/b/file.txt"});
}

TEST(FileSink, SaysWhyAPlaceCannotBeWritten) {
  toy::Folder folder;
  ASSERT_TRUE(write_file(folder / "file", "x").ok());
  const auto below = open_file_sink(folder / "file/below");
  ASSERT_FALSE(below.ok());
  EXPECT_EQ(below.error().kind, ErrorKind::kDestination);
  EXPECT_NE(below.error().message.find("Not a directory"), std::string::npos) << below.error().message;
  EXPECT_FALSE(below.error().hint.empty());
  ASSERT_TRUE(make_folders(folder / "dir").ok());
  const auto over = open_file_sink(folder / "dir");
  ASSERT_FALSE(over.ok());
  EXPECT_NE(over.error().message.find("Is a directory"), std::string::npos);
}

// Runs `body` in a process of its own, so that limits and user ids stay there; its result is the exit code.
template <class Body>
int in_child(Body body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

TEST(FileSink, LeavesNothingWhenAFileGrowsOverItsLimit) {
  toy::Folder folder;
  const std::string path = folder / "big";
  const int code = in_child([&] {
    const rlimit limit{100000, 100000};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto sink = open_file_sink(path);
    if (!sink.ok()) return 2;
    const std::string piece(60000, 'x');
    if (!(*sink)->write(piece).ok()) return 3;
    const Status full = (*sink)->write(piece);
    if (full.ok()) return 4;
    if (full.error().message.find("File too large") == std::string::npos) return 5;
    return folder.files().empty() ? 0 : 6;
  });
  EXPECT_EQ(code, 0);
  EXPECT_TRUE(folder.files().empty());
}

TEST(FileSink, LeavesNothingOnAFullDisk) {
  toy::Folder folder;
  if (::mount("none", folder.path().c_str(), "tmpfs", 0, "size=256k") != 0) GTEST_SKIP() << "NOT TESTED: no right to mount a small disk";
  auto sink = open_file_sink(folder / "big");
  Status status;
  const std::string piece(100000, 'x');
  int pieces = 0;
  for (; status.ok() && pieces < 10; ++pieces) status = (*sink)->write(piece);
  const bool clean = folder.files().empty();
  ::umount(folder.path().c_str());
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(pieces, 3);
  EXPECT_NE(status.error().message.find("No space left"), std::string::npos);
  EXPECT_NE(status.error().hint.find("--output"), std::string::npos);
  EXPECT_TRUE(clean);
}

TEST(FileSink, NamesAReadOnlyPlace) {
  toy::Folder folder;
  if (::mount("none", folder.path().c_str(), "tmpfs", MS_RDONLY, nullptr) != 0) GTEST_SKIP() << "NOT TESTED: no right to mount a read-only disk";
  const Status status = write_file(folder / "a/b", "x");
  ::umount(folder.path().c_str());
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().message.find("Read-only"), std::string::npos) << status.error().to_string();
}

TEST(FileSink, WritesThroughDevicesAndPipes) {
  auto sink = open_file_sink("/dev/full");
  ASSERT_TRUE(sink.ok());
  const Status status = (*sink)->write("x");
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().message.find("No space left"), std::string::npos);
  struct stat there;
  ASSERT_EQ(::stat("/dev/full", &there), 0);
  EXPECT_TRUE(S_ISCHR(there.st_mode));
}

TEST(DescriptorSink, EndsQuietlyWhenTheReaderGoesAway) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const auto sink = make_descriptor_sink(ends[1], "standard output");
  ASSERT_TRUE(sink->write("hello").ok());
  EXPECT_FALSE(sink->abandoned());
  close(ends[0]);
  EXPECT_TRUE(sink->write("again").ok());
  EXPECT_TRUE(sink->abandoned());
  EXPECT_TRUE(sink->close().ok());
  close(ends[1]);
}

TEST(PutIfAbsent, LetsOneWriterWin) {
  toy::Folder folder;
  EXPECT_EQ(*put_if_absent(folder / "x", "one"), true);
  EXPECT_EQ(*put_if_absent(folder / "x", "two"), false);
  EXPECT_EQ(*read_file(folder / "x"), "one");
  EXPECT_EQ(folder.files(), std::set<std::string>{"x"});
}

TEST(Temporaries, OfDeadProcessesGo) {
  toy::Folder folder;
  const int code = in_child([&] {
    auto sink = open_file_sink(folder / "killed");
    if (!(*sink)->write("half").ok()) return 1;
    (*sink).release();
    return 0;
  });
  ASSERT_EQ(code, 0);
  auto mine = open_file_sink(folder / "mine");
  EXPECT_EQ(folder.files().size(), 2u);
  remove_temporaries(folder.path());
  EXPECT_EQ(folder.files().size(), 1u);
  ASSERT_TRUE((*mine)->close().ok());
  EXPECT_EQ(folder.files(), std::set<std::string>{"mine"});
}

}  // namespace
}  // namespace mockdata
