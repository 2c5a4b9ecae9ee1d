/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whole files: private temporary ones, durable renames, and times that tell no more than a day.
 * Must not know what is inside a file.
 */

/* renameat2(), locks of open file descriptions */
#define _GNU_SOURCE

#include "config.h"

#include "store/mok-file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "store/mok-store-error.h"

/* Not in linux/magic.h of every kernel we build with. */
#define BCACHEFS_MAGIC 0xca451a4e
#define ZFS_MAGIC 0x2fc12fc1

#define MAXIMUM_SIZE (G_GINT64_CONSTANT (1) << 32)
#define SECONDS_A_DAY 86400

/**
 * mok_file_set_error:
 * @error: (out): set to a %MOK_STORE_ERROR
 * @error_number: an `errno`
 * @path: the file it happened to
 *
 * Says in the user's words why a file cannot be read or written.
 */
void
mok_file_set_error (GError **error, int error_number, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (error_number)
    {
    case EDQUOT:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE,
                   _ ("“%s” cannot be written: the disk space that you may use (your quota) is used up. Delete "
                      "something of yours, or ask whoever looks after this computer."),
                   name);
      break;
    case ENOSPC:
    case EFBIG:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE, _ ("“%s” cannot be written: the disk is full."),
                   name);
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_READ_ONLY,
                   _ ("“%s” cannot be opened or written: there is no permission for the file or its folder."), name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, _ ("There is no file or folder “%s”."), name);
      break;
    case EEXIST:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS,
                   _ ("“%s” exists already and is not overwritten. Choose another name."), name);
      break;
    case ENOLCK:
    case ENOSYS:
    case EOPNOTSUPP:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO,
                   _ ("“%s” is in a folder where programs cannot lock files. Copy it to a folder on this computer."),
                   name);
      break;
    default:
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, _ ("“%1$s” cannot be read or written: %2$s"), name,
                   g_strerror (error_number));
      break;
    }
}

/* Two open file descriptions on one file: the second must not get the lock that the first one holds. */
static int
check_locks (int fd, const char *path)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
  const int other = open (path, O_RDWR | O_CLOEXEC);
  int result = 0;

  if (other < 0)
    return errno;
  if (fcntl (fd, F_OFD_SETLK, &lock) < 0)
    result = errno == EINVAL ? EOPNOTSUPP : errno;
  else if (fcntl (other, F_OFD_SETLK, &lock) == 0)
    result = ENOLCK;
  close (other);
  return result;
}

/* Sees to a new file that is still empty; one that will not do is deleted.
 *
 * Returns: 0 or an `errno`
 */
static int
prepare (int fd, const char *temporary, gboolean needs_locks)
{
  int flags = 0;

  if (ioctl (fd, FS_IOC_GETFLAGS, &flags) == 0)
    {
      /* No harm where this is refused: most file systems overwrite in place anyway. */
      flags |= FS_NOCOW_FL;
      (void) ioctl (fd, FS_IOC_SETFLAGS, &flags);
    }

  const int problem = needs_locks ? check_locks (fd, temporary) : 0;

  if (problem != 0)
    {
      close (fd);
      unlink (temporary);
    }
  return problem;
}

static char *
make_temporary (const char *path, gboolean needs_locks, int *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".moksori-XXXXXX", NULL);
  const int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  const int problem = fd < 0 ? errno : prepare (fd, temporary, needs_locks);

  if (problem != 0)
    {
      mok_file_set_error (error, problem, path);
      return NULL;
    }
  *file = fd;
  return g_steal_pointer (&temporary);
}

/**
 * mok_file_make_temporary:
 * @path: where the finished file will be
 *
 * Makes an empty file beside @path that only the user can read, refused where locks do not hold. Before its first
 * byte it gets the attribute that makes a copying file system overwrite in place, where such a thing exists.
 *
 * Returns: (transfer full): its path, for mok_file_publish(); %NULL with @error (%MOK_STORE_ERROR) set
 */
char *
mok_file_make_temporary (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  int fd = -1;
  char *temporary = make_temporary (path, TRUE, &fd, error);

  if (temporary != NULL)
    close (fd);
  return temporary;
}

/* One name for each file, short whatever that file is called: whoever holds the lock on the file may take it away. */
static char *
build_successor (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, base, -1);
  g_autofree char *name = g_strdup_printf (".moksori-next-%.16s", digest);

  return g_build_filename (folder, name, NULL);
}

/**
 * mok_file_make_successor:
 * @path: a file that the caller holds the exclusive lock on
 *
 * Makes an empty file beside @path that is to take its place: like mok_file_make_temporary(), but always of the same
 * name, so that what a crash leaves behind is found again. It has the permissions of @path.
 *
 * Returns: (transfer full): its path, for mok_file_replace(); %NULL with @error (%MOK_STORE_ERROR) set
 */
char *
mok_file_make_successor (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *successor = build_successor (path);
  struct stat about;
  int fd, problem;

  unlink (successor);
  fd = open (successor, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  problem = fd < 0 ? errno : prepare (fd, successor, TRUE);
  if (problem != 0)
    {
      mok_file_set_error (error, problem, path);
      return NULL;
    }
  if (stat (path, &about) == 0)
    (void) fchmod (fd, about.st_mode & 0777);
  close (fd);
  return g_steal_pointer (&successor);
}

/**
 * mok_file_remove_successor:
 * @path: a file that the caller holds the lock on
 *
 * Takes away what a crash left of mok_file_make_successor(), if there is something.
 */
void
mok_file_remove_successor (const char *path)
{
  g_return_if_fail (path != NULL);

  g_autofree char *successor = build_successor (path);

  (void) unlink (successor);
}

/**
 * mok_file_has_successor:
 *
 * Returns: whether something of mok_file_make_successor() lies beside @path: what a crash left, or the work of another
 *   program at this moment
 */
gboolean
mok_file_has_successor (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *successor = build_successor (path);

  return g_file_test (successor, G_FILE_TEST_EXISTS);
}

static int
sync_path (const char *path, int flags)
{
  const int fd = open (path, flags | O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return errno;

  const int result = fsync (fd) < 0 ? errno : 0;

  close (fd);
  return result;
}

static int
rename_without_replacing (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  /* File systems of USB sticks do not know the flag. */
  if (access (to, F_OK) == 0)
    return EEXIST;
  return rename (from, to) == 0 ? 0 : errno;
}

/* A new name is durable when its folder is; where a folder cannot be flushed by itself, with everything else. */
static gboolean
sync_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean durable = sync_path (folder, O_DIRECTORY) == 0;
  const int fd = durable ? -1 : open (path, O_RDONLY | O_CLOEXEC);

  if (fd >= 0)
    {
      durable = syncfs (fd) == 0;
      close (fd);
    }
  return durable;
}

/**
 * mok_file_replace:
 * @successor: a finished file, from mok_file_make_successor()
 * @path: the file whose place it takes
 * @durable: (out): whether the exchange survives a power failure for sure. Otherwise the old content may come back, and
 *   must be left as it is.
 *
 * Makes the content of @successor durable, renames, makes the name durable. When that fails, @successor is deleted and
 * @path is what it was.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_file_replace (const char *successor, const char *path, gboolean *durable, GError **error)
{
  g_return_val_if_fail (successor != NULL && path != NULL && durable != NULL, FALSE);

  mok_file_round_times (successor);

  int problem = sync_path (successor, 0);

  if (problem == 0 && rename (successor, path) < 0)
    problem = errno;
  if (problem != 0)
    {
      unlink (successor);
      mok_file_set_error (error, problem, path);
      return FALSE;
    }
  *durable = sync_name (path);
  return TRUE;
}

/**
 * mok_file_publish:
 * @temporary: a finished file
 * @path: its name from now on
 * @replace: whether a file of that name may be replaced
 *
 * Makes the content durable, renames, makes the name durable. When that fails, @temporary is deleted.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_file_publish (const char *temporary, const char *path, gboolean replace, GError **error)
{
  g_return_val_if_fail (temporary != NULL && path != NULL, FALSE);

  mok_file_round_times (temporary);

  int problem = sync_path (temporary, 0);

  if (problem == 0)
    problem = replace ? (rename (temporary, path) == 0 ? 0 : errno) : rename_without_replacing (temporary, path);
  if (problem != 0)
    {
      unlink (temporary);
      mok_file_set_error (error, problem, path);
      return FALSE;
    }

  g_autofree char *folder = g_path_get_dirname (path);

  /* Some file systems cannot flush a folder; the file itself is safe by now. */
  (void) sync_path (folder, O_DIRECTORY);
  return TRUE;
}

static int
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      const gssize written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return errno;
      data += written;
      size -= (gsize) written;
    }
  return 0;
}

/**
 * mok_file_write:
 * @replace: whether a file of that name may be replaced
 *
 * Writes a whole file that is either all there or not there, readable by the user only.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_file_write (const char *path, GBytes *content, gboolean replace, GError **error)
{
  g_return_val_if_fail (path != NULL && content != NULL, FALSE);

  int fd = -1;
  g_autofree char *temporary = make_temporary (path, FALSE, &fd, error);

  if (temporary == NULL)
    return FALSE;

  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  int problem = write_all (fd, data, size);

  if (close (fd) < 0 && problem == 0)
    problem = errno;
  if (problem != 0)
    {
      unlink (temporary);
      mok_file_set_error (error, problem, path);
      return FALSE;
    }
  return mok_file_publish (temporary, path, replace, error);
}

static void
set_no_box (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS, _ ("“%s” is not a box."), name);
}

/**
 * mok_file_read:
 *
 * Reads all of a file that came from elsewhere. Nothing is ever written beside it.
 *
 * Returns: (transfer full): the bytes; %NULL with @error (%MOK_STORE_ERROR) set
 */
GBytes *
mok_file_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  struct stat about;
  char *content = NULL;
  gsize size = 0;

  if (stat (path, &about) < 0)
    {
      mok_file_set_error (error, errno, path);
      return NULL;
    }
  if (!S_ISREG (about.st_mode) || about.st_size > MAXIMUM_SIZE)
    {
      set_no_box (path, error);
      return NULL;
    }

  g_autoptr (GError) local = NULL;

  if (!g_file_get_contents (path, &content, &size, &local))
    {
      const int problem = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES : EIO;

      mok_file_set_error (error, problem, path);
      return NULL;
    }
  return g_bytes_new_take (content, size);
}

/**
 * mok_file_load:
 *
 * Like mok_file_read(), for files that only GIO can reach.
 *
 * Returns: (transfer full): the bytes; %NULL with @error (%MOK_STORE_ERROR or %G_IO_ERROR) set
 */
GBytes *
mok_file_load (GFile *file, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GFileInfo) about = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (about == NULL)
    return NULL;
  if (g_file_info_get_file_type (about) == G_FILE_TYPE_DIRECTORY || g_file_info_get_size (about) > MAXIMUM_SIZE)
    {
      g_autofree char *name = g_file_get_basename (file);

      set_no_box (name, error);
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

/**
 * mok_file_round_times:
 *
 * Sets the time of the last change back to the start of today (UTC), so that it does not tell when an answer came, and
 * that of the last access to the end of today: a system that notes accesses now and then (`relatime`) leaves one that
 * lies ahead alone, so that reading tells no time either.
 */
void
mok_file_round_times (const char *path)
{
  g_return_if_fail (path != NULL);

  const time_t now = time (NULL);
  const time_t today = now - now % SECONDS_A_DAY;
  const struct timespec times[2] = { { .tv_sec = today + SECONDS_A_DAY }, { .tv_sec = today } };

  /* Where times cannot be set they cannot be hidden either; docs/threat-model.md says so. */
  (void) utimensat (AT_FDCWD, path, times, 0);
}

/**
 * mok_file_round_access_time:
 *
 * Does the same as mok_file_round_times(), but only for a file whose last access was noted to the second.
 */
void
mok_file_round_access_time (const char *path)
{
  g_return_if_fail (path != NULL);

  struct stat about;

  if (stat (path, &about) == 0 && (about.st_atim.tv_sec % SECONDS_A_DAY != 0 || about.st_atim.tv_nsec != 0))
    mok_file_round_times (path);
}

/**
 * mok_file_round_times_of:
 *
 * Like mok_file_round_times(), as far as that goes in places that only GIO can reach.
 */
void
mok_file_round_times_of (GFile *file)
{
  g_return_if_fail (G_IS_FILE (file));

  const guint64 now = (guint64) time (NULL);

  if (g_file_peek_path (file) != NULL)
    mok_file_round_times (g_file_peek_path (file));
  else
    g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, now - now % SECONDS_A_DAY,
                                 G_FILE_QUERY_INFO_NONE, NULL, NULL);
}

/**
 * mok_file_overwrites_in_place:
 *
 * Returns: whether new bytes of the file take the place of the old ones on the disk, as far as the kind of file system
 *   tells. %FALSE means that old versions stay behind and can be put in order.
 */
gboolean
mok_file_overwrites_in_place (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  struct statfs about;
  int flags = 0;

  if (statfs (path, &about) < 0)
    return FALSE;
  switch ((guint32) about.f_type)
    {
    case BCACHEFS_MAGIC:
    case F2FS_SUPER_MAGIC:
    case NILFS_SUPER_MAGIC:
    case ZFS_MAGIC:
      return FALSE;
    case BTRFS_SUPER_MAGIC:
      break;
    default:
      return TRUE;
    }

  const int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return FALSE;
  if (ioctl (fd, FS_IOC_GETFLAGS, &flags) < 0)
    flags = 0;
  close (fd);
  return (flags & FS_NOCOW_FL) != 0;
}
