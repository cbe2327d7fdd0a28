#include "land/guard.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "land/bronze.h"
#include "land/lake_table.h"

namespace mockdata {
namespace {

constexpr const char* kReplaceHint = "choose another --output, or give --replace-foreign if it may be lost";

// Whether a part of the file names the column that every row of ours carries.
bool names_synthetic(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const off_t size = ::lseek(file, 0, SEEK_END);
  bool found = false;
  std::string piece(65536, '\0');
  for (const off_t at : {off_t{0}, size > 65536 ? size - 65536 : off_t{0}}) {
    const ssize_t got = ::pread(file, piece.data(), piece.size(), at);
    if (got > 0) found |= std::string_view(piece.data(), static_cast<std::size_t>(got)).find(kSyntheticColumn) != std::string_view::npos;
  }
  ::close(file);
  return found;
}

}  // namespace

Status check_environment(const Environment& environment) {
  if (environment.name == "dev") return {};
  const std::string hint = "give --environment dev (or MOCKDATA_ENVIRONMENT=dev) where this really is a dev place";
  if (environment.name.empty()) return refused_error("no environment is declared, and synthetic data is only ever written to dev", {}, hint);
  return refused_error("the environment is \"" + environment.name + "\", and synthetic data is only ever written to dev", environment.origin, hint);
}

Status check_file(const std::string& path, const std::string& listed_as, const Manifest& manifest, bool replace_foreign) {
  struct stat there;
  if (::stat(path.c_str(), &there) != 0) return {};
  if (!S_ISREG(there.st_mode) || there.st_size == 0 || replace_foreign) return {};
  const ManifestFile* listed = manifest.file(listed_as);
  if (listed && listed->bytes == static_cast<uint64_t>(there.st_size)) return {};
  if (names_synthetic(path)) return {};
  return refused_error("a file stands here that this program did not make", path, kReplaceHint);
}

Status check_table(const std::string& folder, bool append, bool replace_foreign) {
  DIR* open = ::opendir(folder.c_str());
  if (!open) return {};
  bool log = false, other = false;
  while (const dirent* entry = ::readdir(open)) {
    const std::string name = entry->d_name;
    if (name == "_delta_log") log = true;
    else if (!name.starts_with(".")) other = true;
  }
  ::closedir(open);
  // Data files without a log may be ours as well (a run that was killed), but nobody can tell; they are never deleted, so
  // only a folder that has something else than such parts is somebody's.
  if (!log) {
    if (!other || replace_foreign) return {};
    DIR* again = ::opendir(folder.c_str());
    if (!again) return {};
    std::string stranger;
    while (const dirent* entry = ::readdir(again)) {
      const std::string name = entry->d_name;
      if (name.starts_with(".")) continue;
      if (!(name.starts_with("part-") && name.ends_with(".parquet") && names_synthetic(folder + "/" + name))) stranger = name;
    }
    ::closedir(again);
    if (stranger.empty()) return {};
    return refused_error("the folder of the table holds files that this program did not make (" + stranger + ")", folder, kReplaceHint);
  }
  MOCKDATA_ASSIGN(const auto table, open_lake_table(folder));
  MOCKDATA_ASSIGN(const LakeState state, table->describe());
  if (state.foreign.empty() || !state.exists()) return {};
  if (append) return refused_error("the table was written by " + state.foreign + "; appending synthetic rows to it is not possible", folder, "choose another --output");
  if (replace_foreign) return {};
  if (state.schema_string.find(kSyntheticColumn) != std::string::npos) return {};
  return refused_error("the table was written by " + state.foreign + ", not by this program", folder, kReplaceHint);
}

}  // namespace mockdata
