global using Duroxide.Providers;
global using Npgsql;
