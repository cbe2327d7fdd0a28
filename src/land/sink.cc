#include "land/sink.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace mockdata {
namespace {

constexpr std::string_view kTemporary = ".mockdata-tmp-";

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

Error failure(int code, const std::string& path, std::string_view doing) {
  std::string message(doing);
  message += ": ";
  message += std::strerror(code);
  std::string hint;
  switch (code) {
    case ENOSPC:
    case EDQUOT: hint = "free some space, or choose another place with --output; nothing was left behind"; break;
    case EFBIG: hint = "the limit on file sizes (ulimit -f) or the file system forbids files this large"; break;
    case EROFS:
    case EACCES:
    case EPERM: hint = "choose a place with --output that you may write to"; break;
    case ENOTDIR: hint = "a part of the path is a file, not a folder"; break;
    case EISDIR: hint = "a folder stands where a file is to be written"; break;
    default: break;
  }
  return destination_error(std::move(message), path, std::move(hint));
}

// While it lives, the signals that a failing write would raise in this thread (closed pipe, file size limit) do not
// end the process: the write returns an error code instead.
class QuietSignals {
 public:
  QuietSignals() {
    sigemptyset(&quiet_);
    sigaddset(&quiet_, SIGPIPE);
    sigaddset(&quiet_, SIGXFSZ);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) || sigismember(&pending, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &quiet_, &before_);
  }
  ~QuietSignals() {
    if (!was_pending_) {
      const timespec now{0, 0};
      while (sigtimedwait(&quiet_, nullptr, &now) > 0) {}
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t quiet_, before_;
  bool was_pending_ = false;
};

// 0, or the error code.
int write_all(int descriptor, std::string_view bytes) {
  const QuietSignals quiet;
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

std::string temporary_name(const std::string& folder) {
  static std::atomic<uint64_t> count{0};
  return folder + "/" + std::string(kTemporary) + std::to_string(::getpid()) + "-" + std::to_string(count++);
}

class FileSink final : public Sink {
 public:
  FileSink(std::string path, std::string temporary, int descriptor)
      : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}
  ~FileSink() override { abort(); }

  Status write(std::string_view bytes) override {
    const int code = write_all(descriptor_, bytes);
    if (code == 0) return {};
    abort();
    return failure(code, path_, "cannot be written");
  }

  Status seal() override {
    if (descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0) return {};
    const int code = errno;
    abort();
    return failure(code, path_, "cannot be written");
  }

  Status close() override {
    MOCKDATA_CHECK(seal());
    if (!pending_) return destination_error("was dropped before it was whole", path_);
    pending_ = false;
    if (::rename(temporary_.c_str(), path_.c_str()) == 0) return {};
    const int code = errno;
    ::unlink(temporary_.c_str());
    return failure(code, path_, "cannot be written");
  }

  void abort() override {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    if (std::exchange(pending_, false)) ::unlink(temporary_.c_str());
  }

 private:
  std::string path_, temporary_;
  int descriptor_;
  bool pending_ = true;  // the temporary file exists
};

class DescriptorSink final : public Sink {
 public:
  DescriptorSink(int descriptor, std::string name, bool owned) : descriptor_(descriptor), name_(std::move(name)), owned_(owned) {}
  ~DescriptorSink() override {
    if (owned_) ::close(descriptor_);
  }
  Status write(std::string_view bytes) override {
    if (abandoned_) return {};
    const int code = write_all(descriptor_, bytes);
    if (code == EPIPE) {
      abandoned_ = true;
      return {};
    }
    if (code != 0) return failure(code, name_, "cannot be written");
    return {};
  }
  Status close() override { return {}; }
  bool abandoned() const override { return abandoned_; }

 private:
  int descriptor_;
  std::string name_;
  bool owned_;
  bool abandoned_ = false;
};

class NullSink final : public Sink {
 public:
  Status write(std::string_view) override { return {}; }
  Status close() override { return {}; }
};

}  // namespace

Result<std::unique_ptr<Sink>> open_file_sink(const std::string& path) {
  const std::string folder = folder_of(path);
  MOCKDATA_CHECK(make_folders(folder));
  struct stat there;
  if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    if (S_ISDIR(there.st_mode)) return failure(EISDIR, path, "cannot be written");
    const int device = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);  // a pipe or a device keeps its place
    if (device < 0) return failure(errno, path, "cannot be written");
    return std::unique_ptr<Sink>(new DescriptorSink(device, path, true));
  }
  const std::string temporary = temporary_name(folder);
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return failure(errno, path, "cannot be written");
  return std::unique_ptr<Sink>(new FileSink(path, temporary, descriptor));
}

std::unique_ptr<Sink> make_descriptor_sink(int descriptor, std::string name) {
  return std::make_unique<DescriptorSink>(descriptor, std::move(name), false);
}
std::unique_ptr<Sink> make_null_sink() { return std::make_unique<NullSink>(); }

Status write_file(const std::string& path, std::string_view bytes) {
  MOCKDATA_ASSIGN(auto sink, open_file_sink(path));
  MOCKDATA_CHECK(sink->write(bytes));
  return sink->close();
}

Result<bool> put_if_absent(const std::string& path, std::string_view bytes) {
  const std::string folder = folder_of(path);
  MOCKDATA_CHECK(make_folders(folder));
  const std::string temporary = temporary_name(folder);
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return failure(errno, path, "cannot be written");
  int code = write_all(descriptor, bytes);
  if (code == 0 && ::fsync(descriptor) != 0 && errno != EINVAL) code = errno;
  if (::close(descriptor) != 0 && code == 0) code = errno;
  if (code == 0 && ::link(temporary.c_str(), path.c_str()) != 0) code = errno;
  ::unlink(temporary.c_str());
  if (code == EEXIST) return false;
  if (code != 0) return failure(code, path, "cannot be written");
  return true;
}

Result<std::string> read_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(errno, path, "cannot be read");
  std::string text;
  char piece[65536];
  ssize_t got;
  while ((got = ::read(descriptor, piece, sizeof piece)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    text.append(piece, static_cast<std::size_t>(got));
  }
  const int code = errno;
  ::close(descriptor);
  if (got < 0) return failure(code, path, "cannot be read");
  return text;
}

Status make_folders(const std::string& path) {
  struct stat there;
  if (::stat(path.c_str(), &there) == 0) {
    if (S_ISDIR(there.st_mode)) return {};
    return failure(ENOTDIR, path, "cannot be made a folder");
  }
  const std::string above = folder_of(path);
  if (above != path && above != ".") MOCKDATA_CHECK(make_folders(above));
  if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) return failure(errno, path, "cannot be made a folder");
  return {};
}

void remove_temporaries(const std::string& folder) {
  DIR* open = ::opendir(folder.c_str());
  if (!open) return;
  while (const dirent* entry = ::readdir(open)) {
    if (std::string_view(entry->d_name).substr(0, kTemporary.size()) != kTemporary) continue;
    const long owner = std::strtol(entry->d_name + kTemporary.size(), nullptr, 10);
    if (owner > 0 && (owner == ::getpid() || ::kill(static_cast<pid_t>(owner), 0) == 0)) continue;
    ::unlink((folder + "/" + entry->d_name).c_str());
  }
  ::closedir(open);
}

}  // namespace mockdata
